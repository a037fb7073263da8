import { LitElement, css, html } from 'lit';

/** An id, shortened in the middle; a click copies all of it. */
class ShortId extends LitElement {
  static properties = { value: { type: String }, keep: { type: Number }, copied: { state: true } };
  declare value?: string;
  declare keep?: number;
  declare copied?: boolean;

  static styles = css`
    :host { display: inline-flex; min-width: 0; }
    button { all: unset; display: inline-flex; align-items: center; gap: 6px; cursor: copy; min-width: 0; border-radius: 4px; color: inherit; font: 500 12px/20px var(--c-mono); letter-spacing: -0.010em; }
    button:focus-visible { outline: 2px solid var(--c-accent); outline-offset: 2px; }
    svg { width: 12px; height: 12px; flex: none; fill: none; stroke: var(--c-muted); stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; opacity: 0; }
    button:hover svg, button:focus-visible svg, .done svg { opacity: 1; }
    .done svg { stroke: var(--st-succeeded); }
    span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    @media (hover: none) { svg { opacity: 1; } }
  `;

  private get short() {
    const all = this.value ?? '';
    const keep = this.keep ?? 6;
    const cut = all.lastIndexOf('~');
    const tail = cut < 0 ? all : all.slice(cut + 1);
    return tail.length <= keep * 2 + 1 ? tail : `${tail.slice(0, keep)}…${tail.slice(-keep)}`;
  }

  private async copy(e: Event) {
    e.stopPropagation();
    e.preventDefault();
    try {
      await navigator.clipboard.writeText(this.value ?? '');
      this.copied = true;
      setTimeout(() => (this.copied = false), 1600);
    } catch {
      // no clipboard here: select it, so that the person can copy it
      getSelection()?.selectAllChildren(this.renderRoot.querySelector('span')!);
    }
  }

  render() {
    const icon = this.copied
      ? html`<svg viewBox="0 0 12 12" aria-hidden="true"><path d="M2 6.500l2.7 2.700L10 3.5"></path></svg>`
      : html`<svg viewBox="0 0 12 12" aria-hidden="true"><rect x="4" y="4" width="6.5" height="6.5" rx="1.5"></rect><path d="M8 1.500H3A1.5 1.5 0 0 0 1.5 3v5"></path></svg>`;
    return html`<button class=${this.copied ? 'done' : ''} title=${`${this.value} · click to copy`} @click=${this.copy}
      aria-label=${this.copied ? 'Copied' : `Copy id ${this.value}`}><span>${this.short}</span>${icon}</button>`;
  }
}

customElements.define('short-id', ShortId);
