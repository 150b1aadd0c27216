import { html, raw } from 'hono/html'

interface CommentTextProps {
  /** Made by the one place that makes HTML of strangers' texts. */
  html: string
  /** BCP 47; empty for one that nobody knows, so that it is not taken for the interface's. */
  language: string
}

/** What somebody wrote, each quote and list from the side where its own words begin. */
export function CommentText({ html: text, language }: CommentTextProps) {
  const directed = text.replace(/<(?:ul|ol|blockquote)(?=[ >])/g, '$& dir="auto"')
  return html`<div class="comment-text" lang="${language}" dir="auto">${raw(directed)}</div>`
}
