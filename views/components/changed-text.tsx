import type { Messages } from '../../src/i18n/messages.ts'
import { Notice, type NoticeProps } from './notice.tsx'

/** What was changed under somebody's hands, and what it says now. */
export interface TextNow extends NoticeProps {
  /** Markdown, as it was typed. */
  source: string
  /** Over what it says now, where it is no comment. */
  heading?: string
}

/** Tells the second of two who change one text, before the text that they wrote. */
export function ChangedText({ t, title, hint, source, heading = t.told.saysNow }: TextNow & { t: Messages }) {
  return (
    <div class="changed-text">
      <Notice title={title} hint={hint} />
      <h2>{heading}</h2>
      <pre>{source}</pre>
    </div>
  )
}
