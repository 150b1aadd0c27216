import type { Messages } from '../../src/i18n/messages.ts'

/** What became of a comment that this reader sent. */
export interface ToldProps {
  deed: 'posted' | 'edited' | 'withdrawn' | 'reported'
  comment: number
}

/** Says it in words; a script gives it the focus, so that it is heard as well. */
export function ToldNote({ t, told, isPending }: { t: Messages; told: ToldProps; isPending: boolean }) {
  const { pending, pendingHint } = t.comments
  return (
    <p class={isPending ? 'comment-pending told' : 'told'} role="status" tabindex={-1} data-told>
      <strong>
        {isPending && told.deed === 'posted' ? t.conversation.received : t.conversation[told.deed]}
      </strong>
      {isPending ? ` ${pending} ${pendingHint}` : ''}
    </p>
  )
}
