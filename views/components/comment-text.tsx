import { raw } from 'hono/html'

interface CommentTextProps {
  /** Made by the one place that makes HTML of strangers' texts. */
  html: string
  /** BCP 47; empty for one that nobody knows, so that it is not taken for the interface's. */
  language: string
}

/** What somebody wrote, each quote and list from the side where its own words begin. */
export function CommentText({ html, language }: CommentTextProps) {
  const directed = html.replace(/<(?:ul|ol|blockquote)(?=[ >])/g, '$& dir="auto"')
  return (
    <div class="comment-text" lang={language} dir="auto">
      {raw(directed)}
    </div>
  )
}
