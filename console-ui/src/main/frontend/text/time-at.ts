import { LitElement, css, html, nothing } from 'lit';
import { absolute, everySecond, short } from './clock';

/** A moment on the reader's own clock, short; with its day and zone on hover. */
class TimeAt extends LitElement {
  static properties = { at: { type: String } };
  declare at?: string;
  private stop = () => {};

  static styles = css`:host { font-variant-numeric: tabular-nums; white-space: nowrap; }`;

  connectedCallback() {
    super.connectedCallback();
    this.stop = everySecond(() => this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }

  render() {
    if (!this.at) return nothing;
    const at = new Date(this.at);
    if (Number.isNaN(at.getTime())) return nothing;
    return html`<time datetime=${this.at} title=${absolute(at)}>${short(at)}</time>`;
  }
}

customElements.define('time-at', TimeAt);
