import { LitElement, css, html } from 'lit';
import { jsonLine, yamlLine, type Token } from './tokens';

const MOST_LINES = 4000;

/** Text of a program or a value, read only, with line numbers. What it shows is never markup. */
class CodeView extends LitElement {
  static properties = { text: { type: String }, language: { type: String }, name: { type: String }, copied: { state: true } };
  declare text?: string;
  declare language?: string;
  declare name?: string;
  declare copied?: boolean;

  static styles = css`
    :host { display: block; position: relative; min-height: 0; background: var(--c-surface); }
    .scroll { height: 100%; overflow: auto; outline-offset: -2px; box-sizing: border-box; padding: 10px 0; }
    .scroll:focus-visible { outline: 2px solid var(--c-accent); }
    pre { margin: 0; width: max-content; min-width: 100%; font: 12.500px/20px var(--c-mono); color: var(--c-text); counter-reset: line; tab-size: 2; }
    .line { display: block; padding-inline: 56px 72px; position: relative; white-space: pre; }
    .line::before { counter-increment: line; content: counter(line); position: absolute; left: 0; width: 40px; text-align: right; color: var(--c-faint); user-select: none; }
    .key { color: var(--c-code-key); } .string { color: var(--c-code-string); } .number, .word { color: var(--c-code-number); } .note { color: var(--c-muted); font-style: italic; }
    .more { padding: 8px 56px; color: var(--c-muted); font: 12px/20px var(--c-font); }
    button { all: unset; position: absolute; top: 8px; right: 16px; font: 500 12px/24px var(--c-font); padding: 0 10px; border-radius: 6px; border: 1px solid var(--c-border); background: var(--c-surface); color: var(--c-muted); cursor: pointer; }
    button:hover { color: var(--c-text); background: var(--c-hover); }
    button:focus-visible { outline: 2px solid var(--c-accent); outline-offset: 1px; }
  `;

  private async copy() {
    await navigator.clipboard?.writeText(this.text ?? '');
    this.copied = true;
    setTimeout(() => (this.copied = false), 1600);
  }

  private line(tokens: Token[]) {
    return html`<span class="line">${tokens.map((t) => (t.kind ? html`<span class=${t.kind}>${t.text}</span>` : t.text))}${'\n'}</span>`;
  }

  render() {
    const lines = (this.text ?? '').split('\n');
    const read = this.language === 'yaml' ? yamlLine : this.language === 'json' ? jsonLine : (l: string) => [{ text: l }];
    const rest = lines.length - MOST_LINES;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${this.name ?? 'Text'}>
        <pre>${lines.slice(0, MOST_LINES).map((l) => this.line(read(l)))}</pre>
        ${rest > 0 ? html`<div class="more">${rest.toLocaleString('en')} more lines; copy gives all of them.</div>` : ''}
      </div><button @click=${this.copy}>${this.copied ? 'Copied' : 'Copy'}</button>`;
  }
}

customElements.define('code-view', CodeView);
