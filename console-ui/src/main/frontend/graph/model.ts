/** The shape of a run as the api draws it. `id` is the path of the step; the caption stands above its box. */
export type GraphNode = {
  id: string; kind: string; name: string; detail: string; parent?: string;
  role?: string; caption?: string; gated?: boolean;
};
export type GraphEdge = { from: string; to: string };
export type Graph = { nodes: GraphNode[]; edges: GraphEdge[] };

/** Which turn of a loop, or step of a graph, is shown of those that there are. */
export type Turns = { shown: number; first: number; last: number };

/** How far a node has come; the counts are those of a map's items. */
export type NodeState = { state: string; note?: string; total?: number; done?: number; failed?: number; running?: number;
  turns?: Turns | null; until?: string | null;
};

export type Point = { x: number; y: number };
export type Box = GraphNode & Point & { width: number; height: number; container: boolean; folded: boolean; foldable: boolean };
export type Wire = { from: string; to: string; points: Point[]; beside: boolean };
export type Drawing = { boxes: Box[]; wires: Wire[]; width: number; height: number };

/** What belongs to a step and is not on the way through: its callbacks, its undo, what is done when nobody answered. */
export const beside = (node?: GraphNode): boolean => ['on-success', 'on-error', 'on-timeout', 'undo'].includes(node?.role ?? 'step');

/** What runs again and again. */
export const repeats = (node?: GraphNode): boolean => node?.kind === 'loop' || node?.kind === 'graph';

/** Which nodes stand in which container. */
export function children(graph: Graph): Map<string, GraphNode[]> {
  const inside = new Map<string, GraphNode[]>();
  for (const node of graph.nodes) {
    if (node.parent == null) continue;
    inside.set(node.parent, [...(inside.get(node.parent) ?? []), node]);
  }
  return inside;
}

/** The maps that hold no other map: their items are alike, so a count says more than a drawing. */
export function leafMaps(graph: Graph): Set<string> {
  const byId = new Map(graph.nodes.map((n) => [n.id, n]));
  const maps = new Set(graph.nodes.filter((n) => n.kind === 'map').map((n) => n.id));
  for (const node of graph.nodes) {
    if (node.kind !== 'map') continue;
    for (let up = node.parent; up != null; up = byId.get(up)?.parent) maps.delete(up);
  }
  return maps;
}

/** For every node the one that is drawn for it: itself, or the outermost folded container around it. */
export function shownAs(graph: Graph, folded: Set<string>): Map<string, string> {
  const byId = new Map(graph.nodes.map((n) => [n.id, n]));
  return new Map(
    graph.nodes.map((node) => {
      let shown = node.id;
      for (let up = node.parent; up != null; up = byId.get(up)?.parent) {
        if (folded.has(up)) shown = up;
      }
      return [node.id, shown];
    }),
  );
}

export type Ends = Map<string, { from: string; to: string; beside: boolean }>;

/** The edges between boxes that are drawn; those along the way through come first. */
export function visibleEdges(graph: Graph, folded: Set<string>): Ends {
  const shown = shownAs(graph, folded);
  const byId = new Map(graph.nodes.map((n) => [n.id, n]));
  const ends: Ends = new Map();
  for (const edge of graph.edges) {
    const from = shown.get(edge.from);
    const to = shown.get(edge.to);
    // a node of a graph may follow itself
    if (from && to && (from !== to || edge.from === edge.to)) ends.set(`${from}>${to}`, { from, to, beside: beside(byId.get(to)) });
  }
  return new Map([...ends].sort(([, a], [, b]) => Number(a.beside) - Number(b.beside)));
}
