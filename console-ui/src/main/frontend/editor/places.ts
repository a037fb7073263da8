import { isCollection, isNode, isPair, parseDocument } from 'yaml';

/** A piece of a text, from one character to another. */
export type Range = { from: number; to: number };

/** Where the values of a YAML or JSON text stand; a pointer to what is not there gives its nearest parent. */
export function places(text: string): (pointer: string) => Range {
  const document = parseDocument(text, { logLevel: 'silent', prettyErrors: false });
  return (pointer) => {
    let node: unknown = document.contents;
    let found = range(node);
    for (const segment of pointer.split('/').slice(1)) {
      const name = segment.replaceAll('~1', '/').replaceAll('~0', '~');
      if (!isCollection(node)) break;
      const pair = node.items.find((item) => isPair(item) && isNode(item.key) && String(item.key) === name);
      node = node.get(name, true) ?? node.get(Number(name), true);
      const key = isPair(pair) ? range(pair.key) : undefined;
      if (!isNode(node) && !key) break;
      found = key ?? range(node) ?? found;
    }
    return found ?? { from: 0, to: Math.min(1, text.length) };
  };
}

function range(node: unknown): Range | undefined {
  return isNode(node) && node.range ? { from: node.range[0], to: node.range[1] } : undefined;
}
