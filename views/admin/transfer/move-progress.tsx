import type { Move } from '../../../src/transfer/moves/moves.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import { urls } from '../../../src/urls.ts'

/** How far a look or an import has come; nobody has to wait for it. */
export function MoveProgressBar({ t, move }: { t: Messages; move: Move }) {
  const { moving } = t
  const { articles, comments, done, files } = move.progress
  const { looked } = move
  // Articles are done as they are read, comments are read first.
  const all = looked ? looked.articles.read + looked.comments.read * 2 : 0
  const label = move.state === 'looking' ? moving.looking : moving.moving
  return (
    <>
      <p role="status">
        {move.state === 'stopping' ? moving.stopping : label}{' '}
        {t.list([
          moving.articles(articles),
          moving.comments(move.state === 'looking' ? comments : done),
          ...(move.withFiles ? [moving.files(files)] : []),
        ])}
      </p>
      {move.state === 'looking' || all === 0 ? (
        <progress aria-label={label} />
      ) : (
        <progress max={all} value={Math.min(all, articles + comments + done)} aria-label={label} />
      )}
      <p class="hint">{moving.underWayNote}</p>
      <noscript>
        <p>
          <a href={urls.admin.move(move.id)}>{t.admin.bulk.lookAgain}</a>
        </p>
      </noscript>
    </>
  )
}
