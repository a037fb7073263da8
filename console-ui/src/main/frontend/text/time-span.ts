import { LitElement, css, html, nothing } from 'lit';
import { duration, everySecond } from './clock';

/** How long something took or has been going on, with a bar that compares it to the longest beside it. */
class TimeSpan extends LitElement {
  static properties = { from: { type: String }, to: { type: String }, longest: { type: Number }, bar: { type: Boolean } };
  declare from?: string;
  declare to?: string;
  declare longest?: number;
  declare bar?: boolean;
  private stop = () => {};

  static styles = css`
    :host { display: inline-flex; align-items: center; gap: 8px; font-variant-numeric: tabular-nums; white-space: nowrap; }
    .track { width: 56px; height: 4px; border-radius: 2px; background: var(--c-track); overflow: hidden; flex: none; }
    .fill { display: block; height: 100%; border-radius: 2px; background: var(--c-fill); }
  `;

  connectedCallback() {
    super.connectedCallback();
    this.stop = everySecond(() => this.from && !this.to && this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop();
  }

  private track(ms: number) {
    if (!this.bar) return nothing;
    const longest = Math.max(this.longest ?? 0, ms, 1);
    // the fourth root keeps a second visible beside an hour
    const share = Math.pow(ms / longest, 0.25) * 100;
    return html`<span class="track" aria-hidden="true"><i class="fill" style="width:${share.toFixed(1)}%"></i></span>`;
  }

  render() {
    if (!this.from) return html`<span>–</span>`;
    const end = this.to ? Date.parse(this.to) : Date.now();
    const ms = Math.max(0, end - Date.parse(this.from));
    return html`${this.track(ms)}<span>${duration(ms)}</span>`;
  }
}

customElements.define('time-span', TimeSpan);
