import { children, shownAs, type Box, type Drawing, type Graph, type GraphNode, type Point, type Wire } from './model';

const LEAF = { width: 212, height: 52 };
const MAP = { width: 236, height: 84 };
const HEAD = 36;

type Ends = Map<string, { from: string; to: string }>;

/** Places the nodes and routes the edges. Only the shape and what is folded decide, never a state. */
export async function layout(graph: Graph, folded: Set<string>, down: boolean): Promise<Drawing> {
  const { default: ELK } = await import('elkjs/lib/elk.bundled.js');
  const inside = children(graph);
  const build = (node: GraphNode): any => {
    const members = folded.has(node.id) ? [] : (inside.get(node.id) ?? []);
    if (members.length === 0) return { id: node.id, ...(node.kind === 'map' ? MAP : LEAF) };
    const pad = `[top=${HEAD + 14},left=16,bottom=16,right=16]`;
    return {
      id: node.id,
      children: members.map(build),
      layoutOptions: { 'elk.padding': pad, 'elk.nodeSize.constraints': 'MINIMUM_SIZE', 'elk.nodeSize.minimum': down ? `(${HEAD},${LEAF.width})` : `(${LEAF.width},${HEAD})` },
    };
  };
  const ends = visibleEdges(graph, folded);
  const placed: any = await new ELK().layout({
    id: '',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': down ? 'DOWN' : 'RIGHT',
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
      'elk.spacing.nodeNode': '20',
      'elk.layered.spacing.nodeNodeBetweenLayers': '40',
      'elk.layered.spacing.edgeNodeBetweenLayers': '16',
      'elk.padding': '[top=0,left=0,bottom=0,right=0]',
      'elk.json.shapeCoords': 'ROOT',
      'elk.json.edgeCoords': 'ROOT',
    },
    children: graph.nodes.filter((n) => n.parent == null).map(build),
    edges: [...ends].map(([id, e]) => ({ id, sources: [e.from], targets: [e.to] })),
  } as any);
  return { boxes: boxes(placed, graph, folded), wires: wires(placed, ends), width: placed.width, height: placed.height };
}

function visibleEdges(graph: Graph, folded: Set<string>): Ends {
  const shown = shownAs(graph, folded);
  const ends: Ends = new Map();
  for (const edge of graph.edges) {
    const from = shown.get(edge.from);
    const to = shown.get(edge.to);
    if (from && to && from !== to) ends.set(`${from}>${to}`, { from, to });
  }
  return ends;
}

function boxes(placed: any, graph: Graph, folded: Set<string>): Box[] {
  const inside = children(graph);
  const byId = new Map(graph.nodes.map((n) => [n.id, n]));
  const out: Box[] = [];
  const walk = (shape: any) => {
    const foldable = inside.has(shape.id);
    const closed = folded.has(shape.id);
    const { x, y, width, height } = shape;
    out.push({ ...byId.get(shape.id)!, x, y, width, height, foldable, folded: closed, container: foldable && !closed });
    shape.children?.forEach(walk);
  };
  placed.children?.forEach(walk);
  return out;
}

function wires(placed: any, ends: Ends): Wire[] {
  return (placed.edges ?? []).map((edge: any) => {
    const points: Point[] = (edge.sections ?? []).flatMap((s: any) => [s.startPoint, ...(s.bendPoints ?? []), s.endPoint]);
    return { ...ends.get(edge.id)!, points };
  });
}

/** A line through the points whose corners are round. */
export function line(points: Point[], radius = 8): string {
  if (points.length === 0) return '';
  let d = `M${points[0].x},${points[0].y}`;
  for (let i = 1; i < points.length - 1; i++) {
    const [a, b, c] = [points[i - 1], points[i], points[i + 1]];
    const far = (p: Point) => Math.hypot(p.x - b.x, p.y - b.y);
    const r = Math.min(radius, far(a) / 2, far(c) / 2);
    const near = (p: Point) => {
      const l = far(p) || 1;
      return `${b.x + ((p.x - b.x) / l) * r},${b.y + ((p.y - b.y) / l) * r}`;
    };
    d += `L${near(a)}Q${b.x},${b.y} ${near(c)}`;
  }
  const last = points[points.length - 1];
  return `${d}L${last.x},${last.y}`;
}
