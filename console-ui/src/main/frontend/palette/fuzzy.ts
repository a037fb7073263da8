/** Somewhere to go, or something to do there. */
export type Item = { kind: string; title: string; detail?: string; href: string; keys?: string };

/** How well the letters of `wanted` stand in `text`, in their order; 0: not all of them do. */
export function score(text: string, wanted: string): number {
  const [t, w] = [text.toLowerCase(), wanted.toLowerCase()];
  const whole = t.indexOf(w);
  if (whole >= 0) return 1000 - Math.min(500, t.length) - (whole === 0 ? 0 : /[\s._~-]/.test(t[whole - 1]) ? 20 : 60);
  let at = -1;
  let points = 300 - Math.min(200, t.length);
  for (const letter of w.replace(/\s+/g, '')) {
    const next = t.indexOf(letter, at + 1);
    if (next < 0) return 0;
    points -= Math.min(20, next - at - 1);
    at = next;
  }
  return Math.max(1, points);
}

/** The best of them, best first; without a wish the first of them. */
export function best(items: Item[], wanted: string, most: number): Item[] {
  const wish = wanted.trim();
  if (!wish) return items.slice(0, most);
  return items
    .map((item) => ({ item, points: score(item.title, wish) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points)
    .slice(0, most)
    .map(({ item }) => item);
}
