import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The editor in the colours of the page. */
export const looks = [
  EditorView.theme({
    '&': { height: '100%', backgroundColor: 'var(--c-surface)', color: 'var(--c-text)', fontSize: '12.5px' },
    '&.cm-focused': { outline: '2px solid var(--c-accent)', outlineOffset: '-2px' },
    '.cm-scroller': { fontFamily: 'var(--c-mono)', lineHeight: '20px' },
    '.cm-content': { padding: '10px 0', caretColor: 'var(--c-text)' },
    '.cm-cursor': { borderLeftColor: 'var(--c-text)' },
    '.cm-gutters': { backgroundColor: 'var(--c-surface)', color: 'var(--c-faint)', border: '0', paddingInlineStart: '4px' },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--c-text) 4%, transparent)' },
    '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'color-mix(in srgb, var(--c-accent) 24%, transparent) !important' },
    '.cm-tooltip': { backgroundColor: 'var(--c-surface)', color: 'var(--c-text)', border: '1px solid var(--c-border-strong)', borderRadius: '8px', fontFamily: 'var(--c-font)', fontSize: '12px', maxWidth: '480px' },
    '.cm-diagnostic': { padding: '6px 10px', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
    '.cm-diagnostic-error': { borderLeftColor: 'var(--st-failed)' },
    '.cm-diagnostic-warning': { borderLeftColor: 'var(--st-waiting)' },
    '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--st-failed)', textUnderlineOffset: '3px' },
    '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--st-waiting)', textUnderlineOffset: '3px' },
    '.cm-panels': { backgroundColor: 'var(--c-inset)', color: 'var(--c-text)' },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--c-code-key)' },
      { tag: [tags.string, tags.special(tags.string)], color: 'var(--c-code-string)' },
      { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: 'var(--c-code-number)' },
      { tag: tags.comment, color: 'var(--c-muted)', fontStyle: 'italic' },
    ]),
  ),
];
