import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from '@codemirror/view';
import { LitElement, css, html } from 'lit';
import { looks } from './looks';
import { places } from './places';

/** Something that is wrong, or to be looked at, where a JSON pointer says. */
type Mark = { pointer: string; message: string; severity: 'error' | 'warning' };

const REST = 250;

/**
 * A text that a person writes, YAML or JSON. What is wrong with it comes from outside, by JSON
 * pointer, and is shown in its line. Fires `text-changed` when the person rests.
 */
class CodeEditor extends LitElement {
  static properties = { value: { type: String }, language: { type: String }, name: { type: String }, marks: { attribute: false } };
  declare value?: string;
  declare language?: string;
  declare name?: string;
  declare marks?: Mark[];
  private view?: EditorView;
  private rest?: ReturnType<typeof setTimeout>;

  static styles = css`
    :host { display: block; min-height: 0; position: relative; }
    .here { height: 100%; }
  `;

  render() {
    return html`<div class="here"></div>`;
  }

  firstUpdated() {
    this.view = new EditorView({ parent: this.renderRoot.querySelector('.here')!, root: this.renderRoot as ShadowRoot, state: this.fresh() });
    this.mark();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.rest);
  }

  private fresh() {
    return EditorState.create({
      doc: this.value ?? '',
      extensions: [
        lineNumbers(), history(), drawSelection(), highlightActiveLine(), bracketMatching(), indentOnInput(), indentUnit.of('  '),
        this.language === 'json' ? json() : yaml(), lintGutter(), looks,
        keymap.of([...lintKeymap, ...defaultKeymap, ...historyKeymap]),
        EditorState.tabSize.of(2),
        EditorView.contentAttributes.of({ 'aria-label': this.name ?? 'Text', tabindex: '0', spellcheck: 'false' }),
        EditorView.updateListener.of((update) => update.docChanged && this.typed()),
      ],
    });
  }

  private typed() {
    clearTimeout(this.rest);
    this.rest = setTimeout(() => {
      this.value = this.text;
      this.dispatchEvent(new CustomEvent('text-changed', { detail: { text: this.text } }));
    }, REST);
  }

  /** What stands there now. */
  get text() {
    return this.view?.state.doc.toString() ?? this.value ?? '';
  }

  updated(changed: Map<string, unknown>) {
    if (!this.view) return;
    if (changed.has('value') && this.value !== undefined && this.value !== this.text) this.view.setState(this.fresh());
    if (changed.has('marks') || changed.has('value')) this.mark();
  }

  private mark() {
    if (!this.view) return;
    const all = this.view.state.doc.length;
    const place = places(this.text);
    const found = (this.marks ?? []).map((mark) => {
      const { from, to } = place(mark.pointer);
      const start = Math.min(from, all);
      const line = this.view!.state.doc.lineAt(start);
      return { from: start, to: Math.max(start, Math.min(to, line.to, all)), severity: mark.severity, message: mark.message };
    });
    this.view.dispatch(setDiagnostics(this.view.state, found.sort((a, b) => a.from - b.from)));
  }

  /** Takes the person to where a pointer says. */
  show(pointer: string) {
    if (!this.view) return;
    const { from } = places(this.text)(pointer);
    this.view.dispatch({ selection: { anchor: Math.min(from, this.view.state.doc.length) }, scrollIntoView: true });
    this.view.focus();
  }
}

customElements.define('code-editor', CodeEditor);
