import { html, nothing, svg, type TemplateResult } from 'lit';
import { label, mark } from '../marks/marks';
import '../text/time-ago';
import type { Box, NodeState, Turns } from './model';

const count = (n: number | undefined) => (n ?? 0).toLocaleString('en');

/** What is written in a box: mark, name, what it calls, how long it took; of a map how many are done. */
export function face(box: Box, s?: NodeState): TemplateResult {
  const icon = html`<svg viewBox="0 0 16 16" aria-hidden="true">${svg`<g class="mark">${mark(s?.state)}</g>`}</svg>`;
  const told = box.container && s?.total != null ? `${count(s.done)} of ${count(s.total)}` : folded(box, s) || s?.note;
  const turner = box.container && s?.turns ? html`<span class="room wide"></span>` : nothing;
  const note = s?.until ? html`<span class="note"><time-ago at=${s.until}></time-ago></span>` : told && !(turner !== nothing && box.width < 400) ? html`<span class="note">${told}</span>` : nothing;
  const room = html`${turner}${box.foldable ? html`<span class="room"></span>` : nothing}`;
  const detail = box.container || !box.detail ? nothing : html`<span class="detail">${box.detail}</span>`;
  const words = html`<div class="words"><span class="name">${box.name}</span>${detail}</div>`;
  if (box.kind === 'map' && !box.container && s?.total != null) {
    return html`<div class="face map"><div class="top">${icon}${words}${note}${room}</div>${progress(s)}</div>`;
  }
  return html`<div class="face ${box.container ? 'head' : ''}">${icon}${words}${note}${sign(box)}${room}</div>`;
}

/** `turn 3 of 7`; of a graph `step 3 of 7`. */
export const turn = (box: Box, t: Turns) =>
  `${box.kind === 'graph' ? 'step' : 'turn'} ${count(t.shown - t.first + 1)} of ${count(t.last - t.first + 1)}`;

const folded = (box: Box, s?: NodeState) => (!box.container && s?.turns ? turn(box, s.turns) : '');

/** What no worker does is told by a sign: a clock waits for time, a person for somebody's word, an arrow leads to another run. */
const SIGNS: Record<string, string> = {
  wait: 'M13 9A5 5 0 1 1 3 9A5 5 0 1 1 13 9M8 6.200V9l1.800 1.200M6.400 1.800h3.200',
  await: 'M10.600 5.200A2.600 2.600 0 1 1 5.400 5.200A2.600 2.600 0 1 1 10.600 5.200M3 13.600c.5-2.700 2.500-4 5-4s4.500 1.300 5 4',
  flow: 'M9.500 3H13v3.500M13 3L7.500 8.500M11 9.500V13H3V5h3.500',
  loop: 'M3.200 7.200A4.900 4.900 0 0 1 12.300 5.400M12.600 2.600v2.900H9.700M12.800 8.800A4.900 4.900 0 0 1 3.700 10.600M3.400 13.400v-2.900h2.900',
  graph: 'M5.500 3.500h5M3.500 5.500v5M12.500 5.500L5 12M5.200 3.500A1.700 1.700 0 1 1 1.800 3.500A1.700 1.700 0 1 1 5.200 3.500M14.200 3.500A1.700 1.700 0 1 1 10.800 3.500A1.700 1.700 0 1 1 14.200 3.500M5.200 12.500A1.700 1.700 0 1 1 1.800 12.500A1.700 1.700 0 1 1 5.200 12.500',
};
const sign = (box: Box) =>
  SIGNS[box.kind] ? html`<svg class="sign" viewBox="0 0 16 16" aria-hidden="true"><path d=${SIGNS[box.kind]}></path></svg>` : nothing;

/** What is written above a box. */
export const caption = (box: Box): TemplateResult =>
  html`<div class="caption ${box.role ?? ''}" title=${box.caption ?? ''}>${box.caption}</div>`;

function progress(s: NodeState) {
  const part = (n?: number) => `width:${s.total ? ((n ?? 0) / s.total) * 100 : 0}%`;
  const good = (s.done ?? 0) - (s.failed ?? 0);
  const beside = s.failed
    ? html`<span class="bad">${count(s.failed)} failed</span>`
    : s.running ? html`<span>${count(s.running)} running</span>` : nothing;
  return html`<div class="progress"><i class="p-done" style=${part(good)}></i><i class="p-failed" style=${part(s.failed)}></i><i class="p-running" style=${part(s.running)}></i></div>
    <div class="counts"><span><b>${count(s.done)}</b> of ${count(s.total)}</span>${beside}</div>`;
}

/** The same for people who listen. */
export function says(box: Box, s?: NodeState): string {
  const counts = s?.total == null ? '' : `, ${count(s.done)} of ${count(s.total)} done${s.failed ? `, ${count(s.failed)} failed` : ''}`;
  const fold = box.foldable ? `, ${box.folded ? 'folded' : 'unfolded'}` : '';
  const above = box.caption ? `${box.caption}, ` : '';
  const about = ['wait', 'await'].includes(box.kind) && box.detail ? ` ${box.detail}` : '';
  const which = s?.turns ? `, ${turn(box, s.turns)}` : '';
  return `${above}${box.name}, ${box.kind}${about}, ${label(s?.state ?? 'PLANNED')}${which}${counts}${fold}`;
}
