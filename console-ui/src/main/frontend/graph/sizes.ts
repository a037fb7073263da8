import { beside, type GraphNode } from './model';

export const LEAF = { width: 216, height: 54 };
const MAP = { width: 236, height: 84 };
const WAIT = { width: 176, height: 44 };
const ASIDE = { width: 184, height: 42 };

/** The least width of what repeats: its head says which turn is shown. */
export const REPEATED = 320;

/** The head of a container. */
export const HEAD = 36;
/** Room for the caption above a box. */
export const CAPTION = 18;
export const PAD = 16;

/** How large a box is that shows nothing of what stands in it. */
export const size = (node: GraphNode) => (node.kind === 'map' ? MAP : beside(node) ? ASIDE : node.kind === 'wait' ? WAIT : LEAF);
