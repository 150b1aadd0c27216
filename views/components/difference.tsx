import type { Messages } from '../../src/i18n/messages.ts'
import type { Piece } from '../../src/text/difference.ts'

/** What changed from one text to another, for eyes and for ears. */
export function Difference({ t, pieces }: { t: Messages; pieces: readonly Piece[] }) {
  const { revisions } = t.writing
  return (
    <div class="difference" tabindex={0} role="region" aria-label={revisions.difference}>
      {pieces.map(({ text, is }) => {
        if (is === 'same') return <span>{text}</span>
        if (is === 'added')
          return (
            <ins>
              <span class="visually-hidden">{` [${revisions.added}: `}</span>
              {text}
              <span class="visually-hidden">] </span>
            </ins>
          )
        return (
          <del>
            <span class="visually-hidden">{` [${revisions.removed}: `}</span>
            {text}
            <span class="visually-hidden">] </span>
          </del>
        )
      })}
    </div>
  )
}
