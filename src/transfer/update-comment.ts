import { transact } from '../db/transact.ts'
import { passGate } from '../moderation/gate.ts'
import { type Known, remember } from './identity.ts'
import { type Ready, rememberedOf, writtenOf } from './ready-comment.ts'
import type { Found, Run } from './run.ts'

/** Gives a comment what a newer file says of it, if nobody here has changed it; false when it stays as it is. */
export async function updateComment(
  run: Run,
  article: Found,
  one: Ready & { known: Known },
  importId: number,
): Promise<boolean> {
  return transact(run.db, async trx => {
    const current = await trx
      .selectFrom('comments')
      .select(['source', 'status'])
      .where('id', '=', one.known.local_id)
      .where('post_id', '=', article.post)
      .forUpdate()
      .executeTakeFirst()
    if (!current || !writtenOf(current).equals(one.known.written)) return false
    if (current.status === 'withdrawn') return false
    const isErased = one.status === 'withdrawn'
    const words = { source: one.source, html: one.html, language: null }
    const becomes = isErased
      ? ('erased' as const)
      : current.source === one.source
        ? { status: one.status === 'withdrawn' ? current.status : one.status }
        : { words, status: one.status === 'withdrawn' ? current.status : one.status, reasons: [] }
    await passGate(trx, {
      by: { kind: 'import' },
      changes: [{ comment: one.known.local_id, seen: 'anything', becomes }],
    })
    await remember(trx, run.of, [{ ...rememberedOf(one, importId), local_id: one.known.local_id }])
    return true
  })
}
