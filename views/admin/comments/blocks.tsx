import type { ListedBlock } from '../../../src/readers/blocks.ts'
import { urls } from '../../../src/urls.ts'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'

interface BlocksProps {
  shell: AdminShell
  blocks: readonly ListedBlock[]
  /** How many comments that waited are spam by a block that was made just now; null where none was. */
  blocked: number | null
  isLifted: boolean
}

/** What is blocked at this moment, each to be lifted. */
export function BlocksPage({ shell, blocks, blocked, isLifted }: BlocksProps) {
  const { t } = shell
  const said = blocked === null ? (isLifted ? t.blocks.lifted : null) : t.blocks.blocked(blocked)
  return (
    <AdminPage shell={shell} title={t.blocks.blocks} here="blocks">
      <h1>{t.blocks.blocks}</h1>
      <p class="hint">{t.blocks.blocksNote(t.admin.discussion)}</p>
      {said === null ? null : (
        <p class="told" role="status">
          {said}
        </p>
      )}
      {blocks.length === 0 ? <p class="queue-empty">{t.blocks.noBlocks}</p> : null}
      <ul class="log">
        {blocks.map(({ id, kind, what, expires, actor, at }) => {
          // One address is a network of one.
          const name = t.blocks[kind === 'network' && !what?.includes('/') ? 'ip' : kind]
          return (
            <li class="log-step">
              <span class="log-actor">{name}</span> {what === null ? null : <bdi>{what}</bdi>}{' '}
              <span>{expires === null ? t.blocks.forGood : t.blocks.untilTime(t.dateTime(expires))}</span>{' '}
              <span class="hint">{t.blocks.madeBy(actor, t.dateTime(at))}</span>
              <form class="log-undo" method="post" action={urls.admin.blockRemoval(id)}>
                <button
                  class="quiet-button"
                  type="submit"
                  aria-label={t.blocks.liftOf(what === null ? name : `${name} ${what}`)}
                >
                  {t.blocks.lift}
                </button>
              </form>
            </li>
          )
        })}
      </ul>
    </AdminPage>
  )
}
