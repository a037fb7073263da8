import { LitElement, css, html, nothing } from 'lit';
import { absolute, ago, everySecond } from './clock';

/** A moment, told by its distance; the moment itself on hover and for screen readers. */
class TimeAgo extends LitElement {
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
    if (!this.at) return html`<span aria-label="not yet">–</span>`;
    const at = new Date(this.at);
    if (Number.isNaN(at.getTime())) return nothing;
    return html`<time datetime=${this.at} title=${absolute(at)}>${ago(Date.now() - at.getTime())}</time>`;
  }
}

customElements.define('time-ago', TimeAgo);
