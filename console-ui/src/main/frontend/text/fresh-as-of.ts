import { LitElement, css, html } from 'lit';
import { absolute, ago, everySecond, time } from './clock';
import './line';

/** How old what is shown is. */
class FreshAsOf extends LitElement {
  static properties = { kind: { type: String }, word: { type: String }, at: { type: String } };
  declare kind?: string;
  declare word?: string;
  declare at?: string;
  private stop = () => {};

  static styles = css`
    :host { display: inline-flex; align-items: center; gap: 7px; font: 450 12px/20px var(--c-font); color: var(--c-muted); font-variant-numeric: tabular-nums; white-space: nowrap; }
    i { width: 7px; height: 7px; border-radius: 50%; background: var(--c-faint); flex: none; }
    :host([kind='live']) i { background: var(--st-succeeded); }
    :host([kind='stale']) { color: var(--st-waiting); }
    :host([kind='stale']) i { background: none; border: 1.5px solid currentColor; border-radius: 2px; }
  `;

  connectedCallback() {
    super.connectedCallback();
    this.stop = everySecond(() => this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }

  render() {
    if (!this.at) return html`${this.word ? html`<i></i>${this.word}` : ''}`;
    const at = new Date(this.at);
    const when = this.kind === 'live' ? time(at) : ago(Date.now() - at.getTime());
    return html`<i></i><span title=${absolute(at)}>${this.word} ${when}</span>`;
  }
}

customElements.define('fresh-as-of', FreshAsOf);
