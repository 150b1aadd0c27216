import { raw } from 'hono/html'
import { html } from '../html.ts'

interface CommentTextProps {
  /** Made by the one place that makes HTML of strangers' texts. */
  html: string
  /** BCP 47; empty for one that nobody knows, so that it is not taken for the interface's. */
  language: string
}

/** What somebody wrote, each quote and list from the side where its own words begin. */
export const CommentText = (props: CommentTextProps) => commentText(props)

/** The same for a template. */
export function commentText({ html: text, language }: CommentTextProps) {
  const directed = text.replace(/<(?:ul|ol|blockquote)(?=[ >])/g, '$& dir="auto"')
  return html`<div class="comment-text" lang="${language}" dir="auto">${raw(directed)}</div>`
}
