import { LitElement, css, html, nothing } from 'lit';
import { absolute } from './clock';

/** A moment on the reader's own clock, short; with its day and zone on hover. */
class TimeAt extends LitElement {
  static properties = { at: { type: String } };
  declare at?: string;

  static styles = css`:host { font-variant-numeric: tabular-nums; white-space: nowrap; }`;

  render() {
    if (!this.at) return nothing;
    const at = new Date(this.at);
    if (Number.isNaN(at.getTime())) return nothing;
    const day = at.toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
    const time = at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
    return html`<time datetime=${this.at} title=${absolute(at)}>${day} ${time}</time>`;
  }
}

customElements.define('time-at', TimeAt);
