import type { Messages } from '../../../src/i18n/messages.ts'
import { CommentText } from '../../components/comment-text.tsx'

interface WordsProps {
  t: Messages
  html: string
  language: string
}

/** What somebody wrote; of what is long the beginning, and all of it at a press, without a script as well. */
export function Words({ t, html, language }: WordsProps) {
  const length = lengthOf(html)
  return (
    <div class={length === null ? 'queued-words' : `queued-words is-${length}`}>
      <CommentText html={html} language={language} />
      {length === null ? null : (
        <details>
          <summary>{t.queue.showAll}</summary>
        </details>
      )}
    </div>
  )
}

/** Letters that a dense row has room for, and those of a screen; one of Chinese or Japanese takes the room of two. */
const room = { row: 180, screen: 1_200 }
const blocksOfScreen = 12

/** `long` is folded in every list, `longer` where rows are dense. */
function lengthOf(html: string): 'long' | 'longer' | null {
  const text = html.replace(/<[^>]*>/g, '')
  const wide = text.match(/[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]/g)?.length ?? 0
  const blocks = html.match(/<(?:p|li|br|pre|blockquote)\b/g)?.length ?? 0
  const lines = html.match(/<pre/) ? (html.match(/\n/g)?.length ?? 0) : 0
  const size = text.length + wide
  if (size > room.screen || blocks + lines > blocksOfScreen) return 'long'
  return size > room.row || blocks > 1 ? 'longer' : null
}
