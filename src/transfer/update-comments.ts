import { sql } from 'kysely'
import { transact } from '../db/transact.ts'
import { type Becomes, passGate } from '../moderation/gate.ts'
import { awaitErasures } from '../readers/erased.ts'
import { erasedOf } from './erased-of.ts'
import { type Known, remember } from './identity.ts'
import { type Ready, rememberedOf, writtenOf } from './ready-comment.ts'
import type { Found, Run } from './run.ts'

/** A comment of which a newer file says something else. */
type Changed = Ready & { around: { article: Found }; known: Known }

/**
 * Gives comments what a newer file says of them, where nobody here has changed them; returns how many it gave it, and
 * those that stay as they are because who wrote them was erased here.
 */
export async function updateComments(
  run: Run,
  changed: readonly Changed[],
  importId: number,
): Promise<{ updated: number; erased: string[] }> {
  if (changed.length === 0) return { updated: 0, erased: [] }
  return transact(run.db, async trx => {
    await awaitErasures(trx)
    const erased = await erasedOf(trx, run, changed)
    const rows = await trx
      .selectFrom('comments')
      .select(['id', 'post_id', 'source', 'status'])
      .where('id', '=', sql<number>`any(${changed.map(({ known }) => known.local_id)}::bigint[])`)
      .where('status', '<>', 'withdrawn')
      .orderBy('id')
      .forUpdate()
      .execute()
    const here = new Map(rows.map(row => [row.id, row]))
    const updated = changed.flatMap(one => {
      if (erased.has(one.id)) return []
      const current = here.get(one.known.local_id)
      const isOurs =
        current?.post_id === one.around.article.post && writtenOf(current).equals(one.known.written)
      return isOurs ? [{ one, becomes: becoming(one, current.source) }] : []
    })
    await passGate(trx, {
      by: { kind: 'import' },
      changes: updated.map(({ one, becomes }) => ({
        comment: one.known.local_id,
        seen: 'anything',
        becomes,
      })),
    })
    await remember(
      trx,
      run.of,
      updated.map(({ one }) => ({ ...rememberedOf(one, importId), local_id: one.known.local_id })),
    )
    return { updated: updated.length, erased: [...erased] }
  })
}

function becoming({ status, source, html }: Ready, current: string): Becomes {
  if (status === 'withdrawn') return 'erased'
  return current === source ? { status } : { words: { source, html, language: null }, status, reasons: [] }
}
