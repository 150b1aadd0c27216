import { plainComment } from './comment-rendering.ts'
import { renderInThread } from './comment-thread.ts'
import { exceedsBounds } from './markdown-bounds.ts'

/**
 * Takes a comment's Markdown and gives its HTML: the one place where a stranger's text becomes markup.
 *
 * A small part of CommonMark: emphasis, strong, ~~strikethrough~~, code (in a line, fenced, indented), quotes,
 * lists, links; a bare http or https address is a link, a line end a line break. A heading is a strong paragraph,
 * a picture a link to it, and raw HTML, tables and rules are text. Email addresses are masked.
 *
 * Markdown that the parser can't read within 250 ms is shown as it was typed, escaped, in paragraphs.
 */
export function commentHtml(source: string): Promise<string> {
  const html = last.then(() => render(source))
  last = html
  return html
}

/** One after another: the time a comment may take is its own, not that of those before it. */
let last: Promise<unknown> = Promise.resolve()

async function render(source: string): Promise<string> {
  if (exceedsBounds(source)) return plainComment(source)
  return (await renderInThread(source)) ?? plainComment(source)
}
