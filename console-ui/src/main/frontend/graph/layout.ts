import { beside, children, repeats, visibleEdges, type Box, type Drawing, type Ends, type Graph, type GraphNode, type Point, type Wire } from './model';
import { CAPTION, HEAD, LEAF, PAD, REPEATED, size } from './sizes';

/** Room above the box, which no edge and no other box takes. */
const captioned = (node: GraphNode, width: number) =>
  node.caption
    ? { labels: [{ id: `${node.id} caption`, text: node.caption, width: Math.min(width, node.caption.length * 7), height: CAPTION - 4 }] }
    : {};
const PLACED = { 'elk.nodeLabels.placement': '[OUTSIDE, V_TOP, H_LEFT]', 'elk.alignment': 'LEFT' };

/** How each container places what stands in it: in the order of the text, the way through in a line. */
const PLACING = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.separateConnectedComponents': 'false',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.crossingMinimization.forceNodeModelOrder': 'true',
  'elk.spacing.nodeNode': '20',
  'elk.layered.spacing.nodeNodeBetweenLayers': '40',
  'elk.layered.spacing.edgeNodeBetweenLayers': '16',
};

/** What leads back is what leads to a node that was written before; there is no way through whose order must be kept. */
const CYCLES = {
  'elk.layered.cycleBreaking.strategy': 'MODEL_ORDER',
  'elk.layered.crossingMinimization.forceNodeModelOrder': 'false',
  'elk.layered.considerModelOrder.strategy': 'PREFER_NODES',
  'elk.layered.feedbackEdges': 'true',
};

/** Places the nodes and routes the edges, from left to right. Only the shape and what is folded decide, never a state. */
export async function layout(graph: Graph, folded: Set<string>): Promise<Drawing> {
  const { default: ELK } = await import('elkjs/lib/elk.bundled.js');
  const inside = children(graph);
  const ends = visibleEdges(graph, folded);
  const parents = new Map(graph.nodes.map((n) => [n.id, n.parent]));
  const edges = (parent?: string) =>
    [...ends].filter(([, e]) => parents.get(e.from) == parent).map(([id, e]) => ({
      id, sources: [e.from], targets: [e.to],
      layoutOptions: { 'elk.layered.priority.straightness': e.beside ? '1' : '10' },
    }));
  const build = (node: GraphNode): any => {
    const members = folded.has(node.id) ? [] : (inside.get(node.id) ?? []);
    if (members.length === 0) return { id: node.id, ...size(node), ...captioned(node, size(node).width), layoutOptions: PLACED };
    return {
      id: node.id,
      children: flowFirst(members).map(build),
      edges: edges(node.id),
      ...captioned(node, LEAF.width),
      layoutOptions: {
        ...PLACING, ...PLACED, ...(node.kind === 'graph' ? CYCLES : {}),
        'elk.padding': `[top=${HEAD + 14},left=${PAD},bottom=${PAD},right=${PAD}]`,
        'elk.nodeSize.constraints': 'MINIMUM_SIZE',
        'elk.nodeSize.minimum': `(${repeats(node) ? REPEATED : LEAF.width},${HEAD})`,
      },
    };
  };
  const all: any = await new ELK().layout({
    id: '',
    layoutOptions: { ...PLACING, 'elk.padding': '[top=0,left=0,bottom=0,right=0]', 'elk.json.shapeCoords': 'ROOT', 'elk.json.edgeCoords': 'ROOT' },
    children: flowFirst(graph.nodes.filter((n) => n.parent == null)).map(build),
    edges: edges(),
  } as any);
  return { boxes: boxes(all, graph, folded), wires: wires(all, ends), width: all.width, height: all.height };
}

/** The way through comes first; what stands beside it is drawn below, and what is caught lowest. */
const flowFirst = (nodes: GraphNode[]) => {
  const rank = (n: GraphNode) => (beside(n) ? 1 : n.role === 'catch' ? 2 : 0);
  return [0, 1, 2].flatMap((r) => nodes.filter((n) => rank(n) === r));
};

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
  const all: any[] = [];
  const walk = (shape: any) => {
    all.push(...(shape.edges ?? []));
    shape.children?.forEach(walk);
  };
  walk(placed);
  return all.map((edge: any) => {
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
