import { LitElement, css, html, nothing, svg } from 'lit';
import { absolute, duration } from '../text/clock';
import { label } from './marks';

/** A run as a tick. */
export type Tick = { id: string; state: string; at: string; ms?: number | null; href: string };

const SLOTS = 20;
const TALL = 20;

/**
 * The last runs, oldest first, as ticks: as tall as the run was long, and each state with a shape of
 * its own. One tab stop; the arrows walk.
 */
class RunTicks extends LitElement {
  static properties = { runs: { attribute: false }, name: { type: String }, at: { state: true } };
  declare runs?: Tick[];
  declare name?: string;
  declare at?: number;

  static styles = css`
    :host { display: inline-block; }
    .strip { display: flex; align-items: flex-end; height: 24px; }
    a, i { width: 8px; height: 24px; flex: none; display: block; }
    a { --st: var(--st-queued); border-radius: 2px; }
    a:hover { background: var(--c-hover); }
    a:focus-visible { outline: 2px solid var(--c-accent); outline-offset: 0; }
    i::after { content: ''; display: block; width: 6px; height: 2px; margin: 20px 1px 2px; border-radius: 1px; background: var(--c-track); }
    svg { display: block; width: 8px; height: 24px; fill: var(--st); stroke: none; overflow: visible; }
    .hollow { fill: none; stroke: var(--st); stroke-width: 1.2; }
    .dashed { stroke-dasharray: 2 1.6; }
    .cut { stroke: var(--c-bg); stroke-width: 1.600; }
    [data-state='RUNNING'], [data-state='RETRYING'] { --st: var(--st-running); }
    [data-state='WAITING'], [data-state='PAUSED'] { --st: var(--st-waiting); }
    [data-state='SUCCEEDED'] { --st: var(--st-succeeded); }
    [data-state='FAILED'], [data-state='TIMED_OUT'], [data-state='TERMINATED'] { --st: var(--st-failed); }
    [data-state='CANCELLED'], [data-state='SKIPPED'] { --st: var(--st-cancelled); }
  `;

  private shape(run: Tick, longest: number) {
    const share = run.ms == null ? 0.5 : Math.pow(Math.max(run.ms, 1) / longest, 0.4);
    const tall = Math.max(7, Math.round(share * TALL));
    const top = 22 - tall;
    switch (run.state) {
      case 'SUCCEEDED':
        return svg`<rect x="1" y=${top} width="6" height=${tall} rx="1.5"></rect>`;
      case 'FAILED':
        return svg`<rect x="1" y=${top} width="6" height=${tall} rx="1.5"></rect><path class="cut" d="M1 ${top + 5}L7 ${top + 1.5}"></path><path d="M1.500 24.500L4 21l2.500 3.500z"></path>`;
      case 'TIMED_OUT':
      case 'TERMINATED':
        return svg`<rect x="1" y=${top} width="6" height=${tall} rx="0"></rect><path class="cut" d="M0 ${22 - tall / 2}h8"></path><path d="M1.500 24.500L4 21l2.500 3.500z"></path>`;
      case 'CANCELLED':
      case 'SKIPPED':
        return svg`<rect class="hollow" x="1.6" y=${top + 0.6} width="4.8" height=${tall - 1.2} rx="1.2"></rect><path class="hollow" d="M1.600 ${22 - 1}L6.400 ${top + 1}"></path>`;
      case 'RUNNING':
      case 'WAITING':
      case 'PAUSED':
        return svg`<rect class="hollow dashed" x="1.6" y=${top + 0.6} width="4.8" height=${tall - 1.2} rx="1.2"></rect>`;
      default:
        return svg`<circle cx="4" cy="19.500" r="2"></circle>`;
    }
  }

  private says(run: Tick) {
    const length = run.ms == null ? '' : `, ${duration(run.ms)}`;
    return `${label(run.state)}${length}, ${absolute(new Date(run.at))}`;
  }

  private walk(e: KeyboardEvent) {
    const last = (this.runs?.length ?? 0) - 1;
    const now = Math.min(this.at ?? last, last);
    const next = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: last }[e.key];
    if (next === undefined) return;
    e.preventDefault();
    e.stopPropagation();
    this.at = Math.max(0, Math.min(last, next));
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[tabindex="0"]')?.focus());
  }

  render() {
    const runs = this.runs ?? [];
    if (runs.length === 0) return nothing;
    const longest = Math.max(1, ...runs.map((r) => r.ms ?? 0));
    const stop = Math.min(this.at ?? runs.length - 1, runs.length - 1);
    return html`<div class="strip" role="group" aria-label=${this.name ?? 'Last runs'} @keydown=${this.walk}>
      ${Array.from({ length: SLOTS - runs.length }, () => html`<i></i>`)}
      ${runs.map((run, i) => html`<a href=${run.href} data-state=${run.state} tabindex=${i === stop ? 0 : -1}
        title=${this.says(run)} aria-label=${this.says(run)} @click=${(e: Event) => e.stopPropagation()}>
        <svg viewBox="0 0 8 24" aria-hidden="true">${this.shape(run, longest)}</svg></a>`)}</div>`;
  }
}

customElements.define('run-ticks', RunTicks);
