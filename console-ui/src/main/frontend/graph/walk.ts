import type { Box, Drawing } from './model';

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const middle = (b: Box) => ({ x: b.x + b.width / 2, y: b.y + b.height / 2 });

/** The box that an arrow key leads to: along an edge if one goes that way, else the nearest there. */
export function step(drawing: Drawing, from: string, key: Direction): string | undefined {
  const here = drawing.boxes.find((b) => b.id === from);
  if (!here) return drawing.boxes[0]?.id;
  const linked = new Set(drawing.wires.flatMap((w) => (w.from === from ? [w.to] : w.to === from ? [w.from] : [])));
  const at = middle(here);
  const across = key === 'ArrowLeft' || key === 'ArrowRight';
  const sign = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1;
  let best: { id: string; cost: number } | undefined;
  for (const box of drawing.boxes) {
    if (box.id === from) continue;
    const to = middle(box);
    const ahead = (across ? to.x - at.x : to.y - at.y) * sign;
    if (ahead < 6) continue;
    const aside = Math.abs(across ? to.y - at.y : to.x - at.x);
    const cost = ahead + aside * 2 - (linked.has(box.id) ? 10_000 : 0);
    if (!best || cost < best.cost) best = { id: box.id, cost };
  }
  return best?.id;
}
