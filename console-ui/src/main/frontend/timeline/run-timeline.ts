import { LitElement, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { label } from '../marks/marks';
import '../marks/state-mark';
import { duration, everySecond } from '../text/clock';
import { rows, ticks, type Row, type Step } from './rows';
import { styles } from './styles';

const TALL = 26;
const HEAD = 28;
/** rows that are drawn above and below what is seen */
const SPARE = 8;
const MOST_ZOOM = 200;

/** When each step was ready, ran and ended. Only the rows in view are drawn. */
class RunTimeline extends LitElement {
  static properties = {
    steps: { attribute: false }, selected: { type: String }, open: { type: Boolean }, began: { type: Number }, left: { type: Number },
    zoom: { state: true }, top: { state: true }, room: { state: true }, current: { state: true },
  };
  static styles = styles;

  declare steps?: Step[];
  declare selected?: string;
  declare open?: boolean;
  declare began?: number;
  declare left?: number;
  declare zoom: number;
  declare top: number;
  declare room: { width: number; height: number };
  /** the row that Tab leads to */
  declare current?: string;
  private folds = new Map<string, boolean>();
  private stop = () => {};
  private size = new ResizeObserver(() => this.measure());

  constructor() {
    super();
    this.zoom = 1;
    this.top = 0;
    this.room = { width: 0, height: 0 };
  }

  connectedCallback() {
    super.connectedCallback();
    this.stop = everySecond(() => this.open && this.requestUpdate());
    this.size.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
    this.size.disconnect();
  }

  /** Takes steps that changed. */
  patch(changed: Step[]) {
    const fresh = new Map(changed.map((step) => [step.id, step]));
    this.steps = this.steps?.map((step) => fresh.get(step.id) ?? step);
  }

  private measure() {
    const labels = parseInt(getComputedStyle(this).getPropertyValue('--labels')) || 240;
    this.room = { width: Math.max(80, this.clientWidth - labels), height: this.clientHeight };
  }

  private get scroller() {
    return this.renderRoot.querySelector<HTMLElement>('.scroll')!;
  }

  private zoomBy(factor: number) {
    const middle = (this.scroller.scrollLeft + this.room.width / 2) / this.zoom;
    this.zoom = Math.min(MOST_ZOOM, Math.max(1, this.zoom * factor));
    void this.updateComplete.then(() => (this.scroller.scrollLeft = middle * this.zoom - this.room.width / 2));
  }

  private wheel(e: WheelEvent) {
    if (!e.ctrlKey && !e.metaKey) return;
    e.preventDefault();
    this.zoomBy(Math.exp(-e.deltaY * 0.003));
  }

  private pick(id: string) {
    this.current = id;
    this.dispatchEvent(new CustomEvent('step-open', { detail: { path: id } }));
  }

  private fold(row: Row, folded = !row.folded) {
    this.folds.set(row.id, folded);
    this.requestUpdate();
  }

  private async walk(to: number, all: Row[]) {
    const row = all[Math.min(all.length - 1, Math.max(0, to))];
    this.current = row.id;
    const y = all.indexOf(row) * TALL;
    const box = this.scroller;
    if (y < box.scrollTop) box.scrollTop = y;
    else if (y + TALL * 2 + HEAD > box.scrollTop + this.room.height) box.scrollTop = y + TALL * 2 + HEAD - this.room.height;
    this.top = box.scrollTop;
    await this.updateComplete;
    [...this.renderRoot.querySelectorAll<HTMLElement>('.row')].find((r) => r.dataset.id === row.id)?.focus({ preventScroll: true });
  }

  private key(e: KeyboardEvent, row: Row, all: Row[]) {
    const at = all.indexOf(row);
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === 'ArrowDown' || e.key === 'j') void this.walk(at + 1, all);
    else if (e.key === 'ArrowUp' || e.key === 'k') void this.walk(at - 1, all);
    else if (e.key === 'Home') void this.walk(0, all);
    else if (e.key === 'End') void this.walk(all.length - 1, all);
    else if (e.key === 'ArrowRight' && row.folded) this.fold(row, false);
    else if (e.key === 'ArrowLeft' && row.inside > 0 && !row.folded) this.fold(row, true);
    else if (e.key === 'ArrowRight') this.scroller.scrollLeft += 80;
    else if (e.key === 'ArrowLeft') this.scroller.scrollLeft -= 80;
    else if (e.key === 'Enter') this.pick(row.id);
    else if (e.key === ' ' && row.inside > 0) this.fold(row);
    else if (e.key === '+' || e.key === '=') this.zoomBy(1.5);
    else if (e.key === '-') this.zoomBy(1 / 1.5);
    else if (e.key === '0') this.zoom = 1;
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  private says(row: Row, length: number | null, begin: number) {
    const when = row.from == null ? 'not yet ready' : `ready after ${duration(row.from - begin)}`;
    const tries = row.attempt > 1 ? `, attempt ${row.attempt}` : '';
    return `${row.role ? `${row.role}, ` : ''}${row.name}, ${label(row.state)}, ${when}${length == null ? '' : `, ${duration(length)}`}${tries}`;
  }

  private row(row: Row, at: number, all: Row[], begin: number, scale: (ms: number) => number, end: number) {
    const from = row.from ?? null;
    const to = row.to ?? (from == null ? null : end);
    const ran = row.begun ?? null;
    const length = from == null || to == null ? null : to - from;
    const still = row.to == null && from != null;
    const waits = still && ran == null && ['QUEUED', 'SCHEDULED', 'WAITING'].includes(row.state);
    const bar = (a: number, b: number, kind: string) =>
      html`<i class="bar ${kind}" style="left:${scale(a).toFixed(1)}px;width:${Math.max(3, scale(b) - scale(a)).toFixed(1)}px"></i>`;
    const kind = `${row.inside > 0 ? 'container' : ''} ${waits ? 'ready' : still ? 'open' : ''}`;
    const first = this.current ?? all[0].id;
    return html`<div class="row ${this.selected === row.id ? 'selected' : ''}" role="treeitem" data-id=${row.id} data-state=${row.state}
        style="top:${HEAD + at * TALL}px" tabindex=${first === row.id ? 0 : -1} aria-level=${row.level + 1} aria-setsize=${all.length} aria-posinset=${at + 1}
        aria-expanded=${row.inside > 0 ? String(!row.folded) : nothing} aria-selected=${this.selected === row.id ? 'true' : 'false'}
        aria-label=${this.says(row, length, begin)} title=${row.error ? `${row.id} · ${row.error}` : row.id}
        @click=${() => this.pick(row.id)} @keydown=${(e: KeyboardEvent) => this.key(e, row, all)}>
      <span class="label" style="padding-inline-start:${12 + Math.min(row.level, 5) * 14}px">
        ${row.inside > 0 ? html`<span class="turn" @click=${(e: Event) => { e.stopPropagation(); this.fold(row); }}><svg viewBox="0 0 16 16" aria-hidden="true"><path d=${row.folded ? 'M6 5l3 3-3 3' : 'M5 6.500l3 3 3-3'}></path></svg></span>` : nothing}
        <state-mark state=${row.state}></state-mark>${row.role ? html`<span class="role">${row.role}</span>` : nothing}<span class="name">${row.name}</span>
        ${row.folded ? html`<span class="count">${row.inside.toLocaleString('en')}</span>` : nothing}</span>
      ${from == null || to == null ? nothing : html`
        ${ran != null && ran > from ? bar(from, ran, 'ready') : nothing}${bar(ran ?? from, to, kind)}
        <span class="says" style="left:${scale(to).toFixed(1)}px">${row.attempt > 1 ? html`<b>× ${row.attempt}</b> ` : nothing}${duration(to - (ran ?? from))}</span>`}
    </div>`;
  }

  private tools() {
    const button = (name: string, d: string, act: () => void) =>
      html`<button aria-label=${name} title=${name} @click=${act}><svg viewBox="0 0 16 16" aria-hidden="true"><path d=${d}></path></svg></button>`;
    return html`<div class="tools" role="toolbar" aria-label="View of the timeline">
      ${button('Zoom out', 'M3 8h10', () => this.zoomBy(1 / 1.5))}
      ${button('Zoom in', 'M3 8h10M8 3v10', () => this.zoomBy(1.5))}
      ${button('Fit', 'M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4', () => (this.zoom = 1))}
    </div>`;
  }

  render() {
    const steps = this.steps ?? [];
    const all = rows(steps, this.folds);
    if (all.length === 0) return html`<div class="left" role="status">No step has begun.</div>`;
    const begin = Math.min(this.began || Infinity, ...steps.flatMap((s) => (s.from == null ? [] : [s.from])));
    const now = Date.now();
    const end = this.open ? Math.max(now, begin + 1) : Math.max(begin + 1, ...steps.map((s) => s.to ?? s.from ?? begin));
    const labels = this.clientWidth - this.room.width;
    // a little room at the end, for the words beside the last bar
    const width = this.room.width * this.zoom;
    const per = Math.max(1, width - 84) / (end - begin);
    const scale = (ms: number) => labels + (ms - begin) * per;
    const from = Math.max(0, Math.floor(this.top / TALL) - SPARE);
    const to = Math.min(all.length, Math.ceil((this.top + this.room.height) / TALL) + SPARE);
    const round = ticks(end - begin, 96 / per);
    return html`<div class="scroll" @scroll=${(e: Event) => (this.top = (e.target as HTMLElement).scrollTop)} @wheel=${this.wheel}>
        <div class="sheet" style="width:${labels + width}px;height:${HEAD + all.length * TALL + 56}px">
          <div class="axis" aria-hidden="true"><div class="corner"></div>${round.map((t) => html`<span style="left:${scale(begin + t).toFixed(1)}px">${t === 0 ? '0' : duration(t)}</span>`)}</div>
          ${round.map((t) => html`<i class="grid" style="left:${scale(begin + t).toFixed(1)}px"></i>`)}
          ${this.open ? html`<i class="now" title="Now" style="left:${scale(now).toFixed(1)}px"></i>` : nothing}
          <div role="tree" aria-label="Timeline of the steps: up and down walk, Enter opens, plus and minus zoom">
            ${repeat(all.slice(from, to), (row) => row.id, (row, i) => this.row(row, from + i, all, begin, scale, end))}
          </div>
        </div>
      </div>
      ${this.left ? html`<div class="left" role="status">${this.left.toLocaleString('en')} further steps are in the table of the steps.</div>` : nothing}
      ${this.tools()}`;
  }
}

customElements.define('run-timeline', RunTimeline);
