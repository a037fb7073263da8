/** A piece of text and what it is: `key`, `string`, `number`, `word`, `note` or plain. */
export type Token = { text: string; kind?: string };

const json = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;
const yaml = /(^\s*(?:- )*)([\w.$-]+)(:)(?=\s|$)|(\s#.*$|^#.*$)|("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(?<![\w.-])(-?\d+(?:\.\d+)?)(?![\w.-])|(?<=[:\s[,-])(true|false|null)(?=$|[\s,\]}])/g;

/** Splits one line of JSON. */
export const jsonLine = (line: string): Token[] =>
  split(line, json, (m) => {
    if (m[1] && m[2]) return [{ text: m[1], kind: 'key' }, { text: m[2] }];
    if (m[1]) return [{ text: m[1], kind: 'string' }];
    return [{ text: m[0], kind: m[3] ? 'number' : 'word' }];
  });

/** Splits one line of YAML. */
export const yamlLine = (line: string): Token[] =>
  split(line, yaml, (m) => {
    if (m[2]) return [{ text: m[1] }, { text: m[2], kind: 'key' }, { text: m[3] }];
    if (m[4]) return [{ text: m[4], kind: 'note' }];
    if (m[5]) return [{ text: m[5], kind: 'string' }];
    return [{ text: m[0], kind: m[6] ? 'number' : 'word' }];
  });

function split(line: string, pattern: RegExp, name: (m: RegExpExecArray) => Token[]): Token[] {
  const out: Token[] = [];
  let at = 0;
  for (const m of line.matchAll(pattern)) {
    if (m.index > at) out.push({ text: line.slice(at, m.index) });
    out.push(...name(m as RegExpExecArray));
    at = m.index + m[0].length;
  }
  if (at < line.length) out.push({ text: line.slice(at) });
  return out;
}
