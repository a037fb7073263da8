import { beside, children, repeats, visibleEdges, type Box, type Drawing, type Graph, type GraphNode, type Point } from './model';
import { CAPTION, HEAD, LEAF, PAD, REPEATED, size } from './sizes';

const GAP = 26;
const INDENT = 38;
/** room at the right of a graph's nodes, for what leads back */
const BACK = 44;
/** how far from the left the way through runs down; captions begin right of it */
export const SPINE = 20;

/** The drawing for a narrow page: one below the other, and what stands beside the way is moved in. */
export function stack(graph: Graph, folded: Set<string>): Drawing {
  const inside = children(graph);
  const boxes: Box[] = [];
  const column = (members: GraphNode[], x: number, from: number) => {
    let [y, right] = [from, x];
    for (const node of members) {
      const aside = beside(node) || node.role === 'catch';
      const box = place(node, x + (aside ? INDENT : 0), y);
      y = box.y + box.height + GAP;
      right = Math.max(right, box.x + box.width);
    }
    return { right, bottom: y - GAP };
  };
  const place = (node: GraphNode, x: number, from: number): Box => {
    const foldable = inside.has(node.id);
    const container = foldable && !folded.has(node.id);
    const y = from + (node.caption ? CAPTION : 0);
    const box: Box = { ...node, x, y, ...size(node), foldable, container, folded: foldable && !container };
    boxes.push(box);
    if (container) {
      const { right, bottom } = column(inside.get(node.id)!, x + PAD, y + HEAD + 10);
      box.width = Math.max(repeats(node) ? REPEATED : LEAF.width, right - x + PAD + (node.kind === 'graph' ? BACK : 0));
      box.height = bottom - y + PAD;
    }
    return box;
  };
  const { right, bottom } = column(graph.nodes.filter((n) => n.parent == null), 0, 0);
  const byId = new Map(boxes.map((b) => [b.id, b]));
  const wires = [...visibleEdges(graph, folded).values()].map((e) => {
    const [from, to] = [byId.get(e.from)!, byId.get(e.to)!];
    const around = boxes.find((b) => b.id === to.parent)?.kind === 'graph' && !next(boxes, from, to);
    return { ...e, points: around ? aside(from, to) : way(from, to) };
  });
  return { boxes, wires, width: right, height: bottom };
}

/** Whether `to` is the next below `from` in the same container. */
const next = (boxes: Box[], from: Box, to: Box) =>
  to.y > from.y && !boxes.some((b) => b.parent === to.parent && b.y > from.y && b.y < to.y);

/** Past other boxes, or back up: at the right of them all, each at a distance of its own. */
function aside(from: Box, to: Box): Point[] {
  const side = (b: Box, by: number) => b.y + Math.min(b.height, LEAF.height) / 2 + by;
  const [out, back] = [side(from, 8), side(to, -8)];
  const x = Math.max(from.x + from.width, to.x + to.width) + 10 + ((Math.abs(out - back) / 13) % (BACK - 20));
  return [{ x: from.x + from.width, y: out }, { x, y: out }, { x, y: back }, { x: to.x + to.width, y: back }];
}

/** Down the spine; from and to what is moved in by its side. */
function way(from: Box, to: Box): Point[] {
  const side = (b: Box) => b.y + Math.min(b.height, LEAF.height) / 2;
  const spine = Math.min(from.x, to.x) + SPINE;
  const start = from.x > to.x ? [{ x: from.x, y: side(from) }, { x: spine, y: side(from) }] : [{ x: spine, y: from.y + from.height }];
  const end = to.x > from.x ? [{ x: spine, y: side(to) }, { x: to.x, y: side(to) }] : [{ x: spine, y: to.y }];
  return [...start, ...end];
}
