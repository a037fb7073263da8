import { LitElement, html, nothing } from 'lit';
import { choose } from '../text/clock';
import { best, type Item } from './fuzzy';
import { filter, go, move, open, writes } from './keys';
import { styles } from './styles';

const MOST = 40;
const PAUSE = 180;
/** a second key counts as the other half of the first for so long */
const PAIR = 1200;
const HELP: [string[], string][] = [
  [['Ctrl', 'K'], 'Go anywhere, do anything'], [['/'], 'Filter the list'], [['j'], 'Next row'], [['k'], 'Row before'], [['Enter'], 'Open the row'],
  [['g', 'r'], 'Runs'], [['g', 'w'], 'Workflows'], [['g', 's'], 'Schedules'], [['g', 'a'], 'Approvals'], [['g', 't'], 'Tasks'], [['?'], 'These keys'],
];

/** Goes anywhere by a few letters, and listens to the keys that work on every page. */
class CommandPalette extends LitElement {
  static properties = {
    items: { attribute: false }, found: { attribute: false }, trouble: { type: String },
    wish: { state: true }, at: { state: true },
  };
  static styles = styles;

  /** where one can always go; the server sends it when the palette opens */
  declare items?: Item[];
  /** runs that begin with what was written */
  declare found?: Item[];
  declare trouble?: string;
  declare wish: string;
  declare at: number;
  private asked?: ReturnType<typeof setTimeout>;
  private last = { key: '', when: 0 };
  private heard = (e: KeyboardEvent) => this.hear(e);

  constructor() {
    super();
    this.wish = '';
    this.at = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener('keydown', this.heard);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.heard);
    clearTimeout(this.asked);
  }

  /** Shows all times on these clocks; called by the server. */
  clocks(zone: string) {
    choose(zone);
  }

  private dialog(name: string) {
    return this.renderRoot.querySelector<HTMLDialogElement>(`dialog.${name}`)!;
  }

  show() {
    this.wish = '';
    this.at = 0;
    this.found = [];
    this.dispatchEvent(new CustomEvent('palette-open'));
    this.dialog('palette').showModal();
    const input = this.renderRoot.querySelector('input')!;
    input.value = '';
    input.focus();
  }

  private hear(e: KeyboardEvent) {
    if ((e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey && e.key.toLowerCase() === 'k') {
      e.preventDefault();
      if (this.dialog('palette').open) this.dialog('palette').close();
      else this.show();
      return;
    }
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || writes(e) || this.busy()) return;
    const paired = this.last.key === 'g' && Date.now() - this.last.when < PAIR;
    this.last = { key: e.key, when: Date.now() };
    if (this.act(e.key, paired)) e.preventDefault();
  }

  /** Something else is open in front of the page. */
  private busy() {
    return document.querySelector('dialog[open], vaadin-dialog[opened], vaadin-dialog-overlay[opened], vaadin-context-menu[opened]') !== null
      || this.renderRoot.querySelector('dialog[open]') !== null;
  }

  private act(key: string, paired: boolean): boolean {
    const page = paired ? { r: 'runs', w: 'workflows', s: 'schedules' }[key] : undefined;
    if (page) go(page);
    else if (key === '/') return filter();
    else if (key === 'j' || key === 'k') return move(key === 'j');
    else if (key === 'Enter') return open();
    else if (key === '?') this.dialog('help').showModal();
    else return false;
    return true;
  }

  private get options(): Item[] {
    return [...best(this.items ?? [], this.wish, MOST), ...(this.found ?? [])].slice(0, MOST);
  }

  private write(e: Event) {
    this.wish = (e.target as HTMLInputElement).value;
    this.at = 0;
    clearTimeout(this.asked);
    const text = this.wish.trim();
    if (text.length < 2) this.found = [];
    else this.asked = setTimeout(() => this.dispatchEvent(new CustomEvent('palette-search', { detail: { text } })), PAUSE);
  }

  private take(item: Item | undefined) {
    if (!item) return;
    this.dialog('palette').close();
    go(item.href);
  }

  private steer(e: KeyboardEvent) {
    const count = this.options.length;
    const to = { ArrowDown: this.at + 1, ArrowUp: this.at - 1 }[e.key];
    if (to !== undefined && count > 0) this.at = (to + count) % count;
    else if (e.key === 'Enter') this.take(this.options[this.at]);
    else return;
    e.preventDefault();
    void this.updateComplete.then(() => this.renderRoot.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }));
  }

  private option(item: Item, i: number) {
    return html`<div class="option" role="option" id="option-${i}" aria-selected=${i === this.at ? 'true' : 'false'}
        @click=${() => this.take(item)} @pointermove=${() => (this.at = i)}>
      <span class="kind">${item.kind}</span><span class="title">${item.title}</span><span class="detail">${item.detail ?? ''}</span>
      ${item.keys ? html`<kbd>${item.keys}</kbd>` : nothing}</div>`;
  }

  /** A press on what lies around a dialog closes it. */
  private around(e: MouseEvent) {
    const dialog = e.currentTarget as HTMLDialogElement;
    if (e.target === dialog) dialog.close();
  }

  render() {
    const options = this.options;
    return html`<dialog class="palette" aria-label="Go anywhere" @click=${this.around}>
        <div class="ask"><svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="7" cy="7" r="4.500"></circle><path d="M10.500 10.500L14 14"></path></svg>
          <input type="text" role="combobox" aria-expanded="true" aria-controls="options" aria-autocomplete="list" aria-label="Where to"
            aria-activedescendant=${options.length > 0 ? `option-${this.at}` : nothing} autocomplete="off" spellcheck="false"
            placeholder="A page, workflow, schedule or run…" @input=${this.write} @keydown=${this.steer}><kbd>Esc</kbd></div>
        <div class="list" role="listbox" id="options" aria-label="Where one can go">${options.map((item, i) => this.option(item, i))}</div>
        ${options.length === 0 ? html`<div class="none" role="status">${this.trouble || 'Nothing is called that. Write the beginning of a run’s id to find it.'}</div>` : nothing}
        <div class="foot"><span><kbd>↑</kbd> <kbd>↓</kbd> choose</span><span><kbd>Enter</kbd> open</span><span><kbd>?</kbd> outside: all keys</span></div>
      </dialog>
      <dialog class="help" aria-labelledby="keys" @click=${this.around}>
        <h2 id="keys">Keys</h2>
        <dl>${HELP.map(([keys, words]) => html`<dt>${keys.map((k) => html`<kbd>${k}</kbd>`)}</dt><dd>${words}</dd>`)}</dl>
        <button class="close" @click=${() => this.dialog('help').close()}>Close</button>
      </dialog>`;
  }
}

customElements.define('command-palette', CommandPalette);
