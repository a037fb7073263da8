import { LitElement, css, html } from 'lit';
import { mark } from './marks';

/** The shape of a state, in the colour that the text around it has. */
class StateMark extends LitElement {
  static properties = { state: { type: String } };
  declare state?: string;

  static styles = css`
    :host { display: inline-flex; width: 14px; height: 14px; flex: none; }
    svg { width: 100%; height: 100%; fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
    .solid { fill: currentColor; stroke: none; }
    .cut { stroke: var(--c-cut, var(--c-bg)); stroke-width: 1.7; }
    .turns { transform-origin: 8px 8px; animation: turn 1.100s linear infinite; }
    @keyframes turn { to { transform: rotate(1turn); } }
    @media (prefers-reduced-motion: reduce) { .turns { animation: none; } }
  `;

  render() {
    return html`<svg viewBox="0 0 16 16" aria-hidden="true">${mark(this.state)}</svg>`;
  }
}

customElements.define('state-mark', StateMark);
