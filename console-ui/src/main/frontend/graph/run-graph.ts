import { LitElement, html, nothing, svg } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Camera } from './camera';
import { caption, face, says } from './face';
import { layout, line } from './layout';
import { beside, leafMaps, repeats, shownAs, type Box, type Drawing, type Graph, type NodeState } from './model';
import { CAPTION } from './sizes';
import { SPINE, stack } from './stack';
import { styles } from './styles';
import { step, type Direction } from './walk';

/** The graph of a run. The shape is placed once; how far each node has come is patched in. */
class RunGraph extends LitElement {
  static properties = {
    graph: { attribute: false },
    states: { attribute: false },
    selected: { type: String },
    drawing: { state: true },
    current: { state: true },
  };
  static styles = styles;

  declare graph?: Graph;
  declare states?: Record<string, NodeState>;
  declare selected?: string;
  declare drawing?: Drawing;
  /** the node that Tab leads to */
  declare current?: string;
  /** counts layouts: a test reads that changes of state cause none */
  layouts = 0;

  private folded = new Set<string>();
  private down = false;
  private press = { x: 0, y: 0 };
  private size = new ResizeObserver(() => this.resized());
  private camera = new Camera(this, (transform) => {
    this.renderRoot.querySelector('g.world')?.setAttribute('transform', transform);
    this.renderRoot.querySelector('pattern')?.setAttribute('patternTransform', transform);
  });

  connectedCallback() {
    super.connectedCallback();
    this.size.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.size.disconnect();
  }

  /** Takes the states of some nodes; the others keep theirs. */
  patch(changed: Record<string, NodeState>) {
    this.states = { ...this.states, ...changed };
  }

  willUpdate(changed: Map<string, unknown>) {
    if (changed.has('graph') && this.graph) {
      this.folded = leafMaps(this.graph);
      void this.place(true);
    }
  }

  /** What a person looks at is brought into view, from wherever they chose it. */
  updated(changed: Map<string, unknown>) {
    if (changed.has('selected') && this.selected) this.bring(this.selected);
  }

  private boxOf(id?: string) {
    const shown = id && this.graph && shownAs(this.graph, this.folded).get(id);
    return this.drawing?.boxes.find((b) => b.id === shown);
  }

  private bring(id: string) {
    const box = this.boxOf(id);
    if (box) this.camera.reveal({ ...box, height: Math.min(box.height, this.clientHeight / 2) });
  }

  /** Where not all can be seen: what is looked at, what went wrong, what goes on. */
  private matters(): string | undefined {
    const worst = (states: string[]) => this.graph!.nodes.findLast((n) => !repeats(n) && states.includes(this.states?.[n.id]?.state ?? ''))?.id;
    return this.selected || worst(['FAILED', 'TIMED_OUT']) || worst(['RUNNING', 'RETRYING', 'WAITING', 'PAUSED']);
  }

  private async place(fit: boolean) {
    const graph = this.graph!;
    this.layouts++;
    this.down = this.clientWidth > 0 && this.clientWidth < 640;
    const drawing = this.down ? stack(graph, this.folded) : await layout(graph, this.folded);
    if (graph !== this.graph) return;
    this.drawing = drawing;
    await this.updateComplete;
    if (fit || !this.camera.moved) this.show();
    else this.camera.show();
  }

  private resized() {
    if (!this.drawing || !this.clientWidth) return;
    if (this.clientWidth < 640 !== this.down) void this.place(true);
    else if (!this.camera.moved) this.show();
  }

  /** As it opens: at what matters, else all of it. */
  private show() {
    if (!this.drawing) return;
    const { width, height } = this.drawing;
    const box = this.boxOf(this.matters());
    if (box) this.camera.openAt(width, height, box);
    else this.camera.open(width, height);
  }

  /** As a person asks for it: all of it, and it stays so. */
  private fit() {
    if (this.drawing) this.camera.fit(this.drawing.width, this.drawing.height);
  }

  private async fold(id: string) {
    const focused = this.renderRoot instanceof ShadowRoot && this.renderRoot.activeElement !== null;
    if (!this.folded.delete(id)) this.folded.add(id);
    await this.place(false);
    if (focused) await this.focusOn(id);
  }

  private open(id: string) {
    this.selected = id;
    this.current = id;
    this.dispatchEvent(new CustomEvent('step-open', { detail: { path: id } }));
  }

  private async focusOn(id: string) {
    this.current = id;
    await this.updateComplete;
    const box = this.drawing?.boxes.find((b) => b.id === id);
    if (box) this.camera.reveal(box);
    const all = [...this.renderRoot.querySelectorAll<SVGGElement>('g.node')];
    all.find((g) => g.dataset.id === id)?.focus({ preventScroll: true });
  }

  private key(e: KeyboardEvent, box: Box) {
    if (e.key.startsWith('Arrow')) {
      const next = step(this.drawing!, box.id, e.key as Direction);
      if (next) void this.focusOn(next);
    } else if (e.key === 'Enter') this.open(box.id);
    else if (e.key === '[') this.turnTo(box, -1);
    else if (e.key === ']') this.turnTo(box, 1);
    else if (e.key === ' ' && box.foldable) void this.fold(box.id);
    else if (e.key === '+' || e.key === '=') this.camera.zoom(1.25);
    else if (e.key === '-') this.camera.zoom(0.8);
    else if (e.key === '0') this.fit();
    else return;
    e.preventDefault();
  }

  private pressed(e: PointerEvent) {
    this.press = { x: e.clientX, y: e.clientY };
    const onNode = (e.target as Element).closest('.node');
    if (!onNode || e.pointerType === 'touch') this.camera.down(e);
  }

  /** A press that did not move opens; one that moved was a pan. */
  private pick(e: MouseEvent, id: string) {
    if (Math.hypot(e.clientX - this.press.x, e.clientY - this.press.y) < 5) this.open(id);
  }

  private foldMark(box: Box) {
    if (!box.foldable) return nothing;
    const flip = box.folded ? 'M5 7l3 3 3-3' : 'M5 9l3-3 3 3';
    const act = (e: Event) => {
      e.stopPropagation();
      void this.fold(box.id);
    };
    return svg`<g class="fold" transform="translate(${box.width - 30},${box.container ? 6 : 9})" @click=${act}>
      <title>${box.folded ? 'Unfold' : 'Fold'} (space)</title><rect width="24" height="24" rx="6"></rect><path transform="translate(4,4)" d=${flip}></path></g>`;
  }

  /** Asks for another turn of what repeats. */
  private turnTo(box: Box, by: number) {
    const turns = this.states?.[box.id]?.turns;
    const turn = (turns?.shown ?? 0) + by;
    if (!turns || turn < turns.first || turn > turns.last) return;
    this.dispatchEvent(new CustomEvent('turn-choose', { detail: { path: box.id, turn } }));
  }

  /** Which turn is shown, between the ways to the one before and the one after. */
  private turner(box: Box) {
    const turns = this.states?.[box.id]?.turns;
    if (!box.container || !turns) return nothing;
    const go = (x: number, by: number, d: string, can: boolean) => {
      const act = (e: Event) => {
        e.stopPropagation();
        this.turnTo(box, by);
      };
      return svg`<g class="go ${can ? '' : 'none'}" transform="translate(${x},0)" @click=${act}>
        <title>${by < 0 ? 'Before ([)' : 'After (])'}</title><rect width="20" height="24" rx="6"></rect><path transform="translate(2,4)" d=${d}></path></g>`;
    };
    const count = (n: number) => (n - turns.first + 1).toLocaleString('en');
    return svg`<g class="turner" transform="translate(${box.width - 132},6)">
      ${go(0, -1, 'M9.5 5l-3 3 3 3', turns.shown > turns.first)}
      <text x="48" y="16">${count(turns.shown)} of ${count(turns.last)}</text>
      ${go(76, 1, 'M6.5 5l3 3-3 3', turns.shown < turns.last)}</g>`;
  }

  private node(box: Box) {
    const s = this.states?.[box.id];
    const chosen = this.selected === box.id;
    const round = box.kind === 'wait' ? box.height / 2 : 10;
    const kind = `node ${s?.state ?? 'planned'} ${box.container ? 'container' : ''} ${beside(box) ? 'beside' : ''} ${chosen ? 'selected' : ''}`;
    const first = this.current ?? this.drawing!.boxes[0].id;
    return svg`<g class=${kind} data-id=${box.id} transform="translate(${box.x},${box.y})" tabindex=${first === box.id ? 0 : -1}
        role="button" aria-label=${says(box, s)} aria-pressed=${chosen ? 'true' : 'false'}
        @click=${(e: MouseEvent) => this.pick(e, box.id)} @keydown=${(e: KeyboardEvent) => this.key(e, box)} @focus=${() => (this.current = box.id)}>
      <rect class="box" width=${box.width} height=${box.height} rx=${round}></rect>
      <rect class="ring" x="-3" y="-3" width=${box.width + 6} height=${box.height + 6} rx=${round + 3}></rect>
      ${this.above(box)}
      <foreignObject width=${box.width} height=${box.container ? 36 : box.height} style="pointer-events:none">${face(box, s)}</foreignObject>
      ${this.turner(box)}
      ${this.foldMark(box)}
    </g>`;
  }

  /** The caption, and for an `if` the diamond; right of an edge that comes from above. */
  private above(box: Box) {
    if (!box.caption) return nothing;
    const spine = this.down && this.drawing!.wires.some((w) => w.to === box.id && w.points.at(-1)!.x > box.x) ? SPINE + 10 : 0;
    const start = spine + (box.gated ? 16 : 2);
    return svg`${box.gated ? svg`<path class="gate" d="M${spine + 7} ${-CAPTION / 2 - 5}l5 5l-5 5l-5-5z"></path>` : nothing}
      <foreignObject x=${start} y=${-CAPTION} width=${box.width - start} height=${CAPTION - 2}>${caption(box)}</foreignObject>`;
  }

  private tools() {
    const button = (name: string, d: string, act: () => void) =>
      html`<button aria-label=${name} title=${name} @click=${act}><svg viewBox="0 0 16 16" aria-hidden="true"><path d=${d}></path></svg></button>`;
    return html`<div class="tools" role="toolbar" aria-label="View of the graph">
      ${button('Zoom out', 'M3 8h10', () => this.camera.zoom(0.8))}
      ${button('Zoom in', 'M3 8h10M8 3v10', () => this.camera.zoom(1.25))}
      ${button('Fit', 'M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4', () => this.fit())}
    </div>`;
  }

  private world(d: Drawing) {
    const shown = shownAs(this.graph!, this.folded);
    const passed = (id: string) => ['SUCCEEDED', 'SKIPPED'].includes(this.states?.[id]?.state ?? '');
    // each box keeps its element, so that folding takes the focus from none
    const keyed = (which: (b: Box) => boolean) => repeat(d.boxes.filter(which), (b) => b.id, (b) => this.node(b));
    return svg`<g class="world">
      ${keyed((b) => b.container && shown.get(b.id) === b.id)}
      ${d.wires.map((w) => svg`<path class="wire ${w.beside ? 'beside' : ''} ${passed(w.beside ? w.to : w.from) ? 'done' : ''}" d=${line(w.points)} marker-end="url(#tip)"></path>`)}
      ${keyed((b) => !b.container)}
    </g>`;
  }

  render() {
    const d = this.drawing;
    if (!d) return html`<div class="wait" role="status"><i></i><i></i><i></i><span class="off">Drawing the graph</span></div>`;
    return html`<svg class="canvas" role="group" aria-label="Graph of the steps: arrow keys walk, Enter opens, space folds, brackets step through turns"
        @wheel=${(e: WheelEvent) => this.camera.wheel(e)} @pointerdown=${this.pressed} @pointermove=${(e: PointerEvent) => this.camera.move(e)}
        @pointerup=${(e: PointerEvent) => this.camera.up(e)} @pointercancel=${(e: PointerEvent) => this.camera.up(e)}>
        <defs>
          <marker id="tip" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="6" markerHeight="6" orient="auto"><path class="tip" d="M0 .8L7.5 4L0 7.2z"></path></marker>
          <pattern id="dots" width="24" height="24" patternUnits="userSpaceOnUse"><circle class="dot" cx="1" cy="1" r="1"></circle></pattern>
        </defs>
        <rect width="100%" height="100%" fill="url(#dots)"></rect>
        ${this.world(d)}
      </svg>${this.tools()}`;
  }
}

customElements.define('run-graph', RunGraph);
