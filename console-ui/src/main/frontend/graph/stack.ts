import { beside, children, visibleEdges, type Box, type Drawing, type Graph, type GraphNode, type Point } from './model';
import { CAPTION, HEAD, LEAF, PAD, size } from './sizes';

const GAP = 26;
const INDENT = 38;
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
      box.width = Math.max(LEAF.width, right - x + PAD);
      box.height = bottom - y + PAD;
    }
    return box;
  };
  const { right, bottom } = column(graph.nodes.filter((n) => n.parent == null), 0, 0);
  const byId = new Map(boxes.map((b) => [b.id, b]));
  const wires = [...visibleEdges(graph, folded).values()].map((e) => ({ ...e, points: way(byId.get(e.from)!, byId.get(e.to)!) }));
  return { boxes, wires, width: right, height: bottom };
}

/** Down the spine; from and to what is moved in by its side. */
function way(from: Box, to: Box): Point[] {
  const side = (b: Box) => b.y + Math.min(b.height, LEAF.height) / 2;
  const spine = Math.min(from.x, to.x) + SPINE;
  const start = from.x > to.x ? [{ x: from.x, y: side(from) }, { x: spine, y: side(from) }] : [{ x: spine, y: from.y + from.height }];
  const end = to.x > from.x ? [{ x: spine, y: side(to) }, { x: to.x, y: side(to) }] : [{ x: spine, y: to.y }];
  return [...start, ...end];
}
