import { html, nothing, svg, type TemplateResult } from 'lit';
import { label, mark } from '../marks/marks';
import type { Box, NodeState } from './model';

const count = (n: number | undefined) => (n ?? 0).toLocaleString('en');

/** What is written in a box: mark, name, what it calls, how long it took; of a map how many are done. */
export function face(box: Box, s?: NodeState): TemplateResult {
  const icon = html`<svg viewBox="0 0 16 16" aria-hidden="true">${svg`<g class="mark">${mark(s?.state)}</g>`}</svg>`;
  const told = box.container && s?.total != null ? `${count(s.done)} of ${count(s.total)}` : s?.note;
  const note = told ? html`<span class="note">${told}</span>` : nothing;
  const room = box.foldable ? html`<span class="room"></span>` : nothing;
  const detail = box.container || !box.detail ? nothing : html`<span class="detail">${box.detail}</span>`;
  const words = html`<div class="words"><span class="name">${box.name}</span>${detail}</div>`;
  if (box.kind === 'map' && !box.container && s?.total != null) {
    return html`<div class="face map"><div class="top">${icon}${words}${note}${room}</div>${progress(s)}</div>`;
  }
  return html`<div class="face ${box.container ? 'head' : ''}">${icon}${words}${note}${timer(box)}${room}</div>`;
}

/** What waits for time, and no worker, carries a clock. */
const timer = (box: Box) =>
  box.kind === 'wait'
    ? html`<svg class="timer" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="9" r="5"></circle><path d="M8 6.200V9l1.800 1.200M6.400 1.800h3.200"></path></svg>`
    : nothing;

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
  const about = box.kind === 'wait' && box.detail ? ` ${box.detail}` : '';
  return `${above}${box.name}, ${box.kind}${about}, ${label(s?.state ?? 'PLANNED')}${counts}${fold}`;
}
