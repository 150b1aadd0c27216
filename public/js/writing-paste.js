import { markdownOf } from './writing-markdown.js'
import { gaps, leaveLink, put } from './writing-keys.js'

/** More would take longer than a hand waits. */
const mostHtml = 5_000_000

/** What is pasted from a document or a page becomes Markdown, and Ctrl+Z takes it back; as text alone, with Ctrl+Shift+V. */
export function cleanPaste(text) {
  let isComposing = false
  text.addEventListener('compositionstart', () => (isComposing = true))
  text.addEventListener('compositionend', () => (isComposing = false))
  text.addEventListener('paste', event => {
    const { clipboardData: data } = event
    if (isComposing || event.defaultPrevented || !data) return
    const html = data.getData('text/html')
    const plain = data.getData('text/plain')
    // Pictures are taken elsewhere, and editors of code mean what they give as text.
    if (html === '' || plain.trim() === '' || html.length > mostHtml) return
    if ([...data.types].includes('vscode-editor-data') || isInCode(text)) return
    const markdown = markdownOf(html)
    if (markdown === '' || markdown === plain.trim()) return
    event.preventDefault()
    const pasted = apart(text, markdown)
    const { selectionStart, selectionEnd } = text
    // A caret that has been elsewhere: or what was typed just before would be undone with it.
    text.setSelectionRange(0, 0)
    text.setSelectionRange(selectionStart, selectionEnd)
    put(text, pasted)
  })
}

/** Blocks stand apart from what is before and behind the selection, and behind the link that it is in. */
function apart(text, markdown) {
  if (!markdown.includes('\n') && !/^(?:#|[-*+] |\d+\. |> )/.test(markdown)) return markdown
  leaveLink(text)
  const { above, below } = gaps(text)
  return above + markdown + below
}

/** Whether the caret stands in a block of code, whose fence is open before it. */
function isInCode({ value, selectionStart }) {
  const fences = value.slice(0, selectionStart).match(/^ {0,3}(?:`{3,}|~{3,})/gm)
  return (fences?.length ?? 0) % 2 === 1
}
