import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { markdown, markdownKeymap } from '@codemirror/lang-markdown'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint'
import { EditorSelection, EditorState } from '@codemirror/state'
import { drawSelection, EditorView, keymap } from '@codemirror/view'
import { tags } from '@lezer/highlight'

export type LineFault = { line: number; words: string }

/** A Markdown editor in the place of a textarea, which keeps the text for the form. */
export type MarkdownField = {
  view: EditorView
  mark(name: string): void
  insert(text: string): void
  goTo(line: number): void
  show(faults: readonly LineFault[]): void
}

const look = EditorView.theme({
  '&': {
    color: 'var(--ink)',
    backgroundColor: 'transparent',
    fontSize: '0.95rem',
    minHeight: '22rem',
    maxHeight: '75vh',
  },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.65', overflow: 'auto' },
  '.cm-content': { padding: '0.75rem 0.25rem', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0 0.75rem 0 0.25rem' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: '2px' },
  '.cm-gutters': { backgroundColor: 'transparent', border: 'none', color: 'var(--quiet)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'color-mix(in oklch, var(--accent), transparent 75%)',
  },
  '.cm-tooltip': { backgroundColor: 'var(--raised)', color: 'var(--ink)', border: '1px solid var(--line)' },
})

const colours = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '700', color: 'var(--ink)' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: [tags.link, tags.url], color: 'var(--accent)' },
  { tag: tags.monospace, color: 'var(--signal)' },
  { tag: [tags.processingInstruction, tags.meta, tags.contentSeparator], color: 'var(--quiet)' },
  { tag: tags.quote, color: 'var(--quiet)' },
])

type Mark = { before: string; after?: string; line?: boolean }
const marks: Record<string, Mark> = {
  heading: { before: '## ', line: true },
  bold: { before: '**', after: '**' },
  italic: { before: '*', after: '*' },
  code: { before: '`', after: '`' },
  list: { before: '- ', line: true },
  steps: { before: '1. ', line: true },
  quote: { before: '> ', line: true },
  link: { before: '[', after: '](https://)' },
}
const table = '| A | B |\n| --- | --- |\n|  |  |\n'

/** @param files takes what is pasted or dropped; whether it did */
export function replaceTextarea(
  textarea: HTMLTextAreaElement,
  label: string,
  files: (files: FileList) => boolean,
): MarkdownField {
  const wraps = (name: string) => () => {
    mark(name)
    return true
  }
  // Its styles may be adopted by a shadow tree alone: in the page itself they would be inline, which our policy forbids.
  const host = document.createElement('div')
  host.className = 'markdown-host'
  const root = host.attachShadow({ mode: 'open', delegatesFocus: true })
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: textarea.value,
      extensions: [
        history(),
        drawSelection(),
        lintGutter(),
        markdown(),
        syntaxHighlighting(colours),
        EditorView.lineWrapping,
        keymap.of([
          { key: 'Mod-b', run: wraps('bold') },
          { key: 'Mod-i', run: wraps('italic') },
          { key: 'Mod-Enter', run: () => save(textarea) },
          // Escape, then Tab, leaves the field by keyboard.
          ...markdownKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          indentWithTab,
        ]),
        look,
        EditorView.contentAttributes.of({
          'aria-label': label,
          lang: textarea.lang,
          spellcheck: 'true',
          tabindex: '0',
        }),
        EditorView.domEventHandlers({
          paste: (event) => files(event.clipboardData?.files ?? new DataTransfer().files),
          drop: (event) => files(event.dataTransfer?.files ?? new DataTransfer().files),
        }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return
          textarea.value = update.state.doc.toString()
          textarea.dispatchEvent(new Event('input', { bubbles: true }))
        }),
      ],
    }),
  })
  textarea.hidden = true
  textarea.after(host)
  textarea.labels[0]?.addEventListener('click', () => view.focus())

  function mark(name: string): void {
    if (name === 'table') {
      insert(`\n${table}\n`)
      return
    }
    const { before, after = '', line = false } = marks[name] ?? { before: '' }
    if (line) markLines(view, before)
    else markWords(view, before, after)
    view.focus()
  }

  function insert(text: string): void {
    view.dispatch(view.state.replaceSelection(text), { scrollIntoView: true })
    view.focus()
  }

  return {
    view,
    mark,
    insert,
    goTo(number) {
      const line = view.state.doc.line(Math.min(Math.max(number, 1), view.state.doc.lines))
      const effects = EditorView.scrollIntoView(line.from, { y: 'center' })
      view.dispatch({ selection: { anchor: line.from }, effects })
      view.focus()
    },
    show(faults) {
      view.dispatch(
        setDiagnostics(
          view.state,
          faults.flatMap((fault) => diagnostic(view.state, fault)),
        ),
      )
    },
  }
}

function save(textarea: HTMLTextAreaElement): boolean {
  const { form } = textarea
  form?.requestSubmit(form.querySelector<HTMLButtonElement>('[data-main]'))
  return true
}

function diagnostic({ doc }: EditorState, { line, words }: LineFault): Diagnostic[] {
  if (line < 1 || line > doc.lines) return []
  const { from, to } = doc.line(line)
  return [{ from, to, severity: 'warning', message: words }]
}

function markWords(view: EditorView, before: string, after: string): void {
  view.dispatch(
    view.state.changeByRange(({ from, to }) => ({
      changes: [
        { from, insert: before },
        { from: to, insert: after },
      ],
      range: EditorSelection.range(from + before.length, to + before.length),
    })),
    { scrollIntoView: true },
  )
}

/** Marks the lines that are chosen, or takes the mark away where all have it. */
function markLines(view: EditorView, before: string): void {
  const { doc, selection } = view.state
  const [first, last] = [doc.lineAt(selection.main.from), doc.lineAt(selection.main.to)]
  const lines = Array.from({ length: last.number - first.number + 1 }, (_, at) => doc.line(first.number + at))
  const marked = lines.every(({ text }) => text.startsWith(before))
  view.dispatch({
    changes: lines.map(({ from }) =>
      marked ? { from, to: from + before.length } : { from, insert: before },
    ),
  })
}
