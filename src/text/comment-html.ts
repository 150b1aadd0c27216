import { plainComment, renderComment } from './comment-rendering.ts'
import { renderInThread } from './comment-thread.ts'
import { fairQueue } from './fair-queue.ts'
import { exceedsBounds, isShortProse } from './markdown-bounds.ts'
import { turnToRender } from './turns.ts'

/**
 * Takes a comment's Markdown and returns its HTML: the one place where a stranger's text becomes markup.
 *
 * A small part of CommonMark: emphasis, strong, ~~strikethrough~~, code (in a line, fenced, indented), quotes,
 * lists, links; a bare http or https address is a link, a line end a line break. A heading is a strong paragraph,
 * a picture a link to it, and raw HTML, tables and rules are text. Email addresses are masked.
 *
 * Markdown that the parser can't read within 200 ms, or whose turn does not come within 700 ms, is shown as it was
 * typed, escaped, in paragraphs. `client` says who asks: each has a share of the one thread that reads Markdown. Short
 * prose, which most comments are, needs no thread: to hand it over takes several times as long as to read it.
 */
export async function commentHtml(source: string, client: string): Promise<string> {
  if (exceedsBounds(source)) return plainComment(source)
  if (isShortProse(source)) {
    await turnToRender() // many are read about at once, and go on in one turn
    return renderComment(source)
  }
  return (
    (await turns.wait(client, source.length / lettersPerMs, () => renderInThread(source))) ??
    plainComment(source)
  )
}

/** The longest comment may take the 200 ms. */
const lettersPerMs = 100
const turns = fairQueue({ ofOne: 4, ofAll: 64, patienceMs: 700 })
