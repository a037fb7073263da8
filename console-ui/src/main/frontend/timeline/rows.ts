/** A step; times are milliseconds of the epoch. */
export type Step = {
  id: string; name: string; state: string; attempt: number;
  from?: number | null; begun?: number | null; to?: number | null; error: string;
  /** what it is there for, and which time: `catch`, `undo`, `turn 3`, `#17` */
  role?: string;
};

/** A step in its place: how deep it stands, how many stand in it, and what it shows of them. */
export type Row = Step & { level: number; inside: number; folded: boolean };

/** Where more than these stand, they are folded until a person opens them. */
const MANY = 12;

/** The rows that are to be seen. A step stands in another whose path its own begins with. */
export function rows(steps: Step[], folds: Map<string, boolean>): Row[] {
  const all: Row[] = [];
  const above: Row[] = [];
  for (const step of steps) {
    while (above.length > 0 && !step.id.startsWith(`${above.at(-1)!.id}.`)) above.pop();
    const row = { ...step, level: above.length, inside: 0, folded: false };
    above.forEach((container) => container.inside++);
    all.push(row);
    above.push(row);
  }
  const seen: Row[] = [];
  let hidden = '';
  for (const row of all) {
    if (hidden && row.id.startsWith(hidden)) continue;
    row.folded = row.inside > 0 && (folds.get(row.id) ?? row.inside > MANY);
    hidden = row.folded ? `${row.id}.` : '';
    seen.push(row);
  }
  return seen;
}

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500].concat(
  [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 172_800, 604_800, 2_592_000].map((s) => s * 1000));

/** Round distances from the begin, that far apart at least. */
export function ticks(length: number, least: number): number[] {
  const step = STEPS.find((s) => s >= least) ?? STEPS.at(-1)!;
  return Array.from({ length: Math.floor(length / step) + 1 }, (_, i) => i * step);
}
