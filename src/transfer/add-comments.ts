import { sql, type Transaction } from 'kysely'
import { avatarSeed } from '../comments/claim.ts'
import { placeUnder } from '../comments/submit.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { type Change, passGate } from '../moderation/gate.ts'
import { Email } from '../readers/email.ts'
import { awaitErasures } from '../readers/erased.ts'
import { type ImportedOrigin, keepImportedOrigins } from '../readers/imported-origins.ts'
import type { Around, Standing } from './around.ts'
import { forgetAside } from './aside.ts'
import { erasedOf } from './erased-of.ts'
import { erasedPlace, withPlaces } from './erased-places.ts'
import { findKnown, lockPlace, remember } from './identity.ts'
import { type Ready, rememberedOf } from './ready-comment.ts'
import type { Run } from './run.ts'
import { tidyIp } from './tidy.ts'

/** A comment that is new, with its article and where the others of that stand. */
type Fresh = Ready & { around: Around }

interface Adding {
  /** The import. */
  id: number
  /** Addresses of networks from before are not kept. */
  since: Date
}

/**
 * Writes comments that are new, what is answered before what answers it, in one transaction, and notes where they stand.
 * Returns how many they are, for another import of the same file may have been quicker, and those that stay out because
 * who wrote them was erased here: what answers one of those stands under a place without words.
 */
export async function addComments(
  run: Run,
  ready: readonly Fresh[],
  { id, since }: Adding,
): Promise<{ added: number; erased: string[] }> {
  if (ready.length === 0) return { added: 0, erased: [] }
  const { standings, fresh, added, erased } = await transact(run.db, async trx => {
    await lockPlace(trx, run.of)
    await awaitErasures(trx)
    const known = await findKnown(trx, run.of, 'comment', idsOf(ready))
    const unknown = ready.filter(one => !known.has(one.id))
    const erased = await erasedOf(trx, run, unknown)
    for (const one of unknown) if (erased.has(one.id)) one.around.erased.set(one.id, erasedPlace(one))
    const coming = unknown.filter(one => !erased.has(one.id))
    const fresh = withPlaces(coming)
    const ids = await nextIds(trx, fresh.length)
    const now = new Map<string, Standing>()
    const changes: Change[] = []
    const origins: ImportedOrigin[] = []
    for (const [index, one] of fresh.entries()) {
      const { comment } = one.staged
      const local = ids[index] ?? 0
      const answered = one.parent === null ? null : (now.get(one.parent) ?? one.around.here.get(one.parent))
      const email = one.status === 'withdrawn' ? null : Email.parse(comment.email.trim())
      const place = placeUnder(answered ?? null, local)
      now.set(one.id, { id: local, ...place })
      origins.push({
        ...{ comment: local, email, name: one.name, foreign: [run.of.source, run.of.site, one.id] },
        ip: comment.createdAt < since || one.status === 'withdrawn' ? null : tidyIp(comment.ip),
      })
      changes.push({
        written: {
          ...{ ...place, id: local, post_id: one.around.article.post, parent_id: answered?.id ?? null },
          ...writtenOf(run, one, email),
        },
        status: one.status,
        reasons: [],
      })
    }
    await keepImportedOrigins(trx, run.ring, origins)
    await passGate(trx, { by: { kind: 'import' }, changes })
    await remember(
      trx,
      run.of,
      fresh.map((one, index) => ({ ...rememberedOf(one, id), local_id: ids[index] ?? 0 })),
    )
    await forgetAside(trx, run, idsOf(ready))
    return { standings: now, fresh, added: coming.length, erased }
  })
  for (const { id, around } of fresh) {
    const standing = standings.get(id)
    if (standing) around.here.set(id, standing)
  }
  return { added, erased: [...erased] }
}

const idsOf = (ready: readonly Fresh[]) => ready.map(({ id }) => id)

const writtenOf = ({ ring }: Run, one: Ready, email: Email | null) => ({
  ...{ name: one.name, website: one.website, source: one.source, html: one.html, language: one.language },
  avatar:
    one.status === 'withdrawn'
      ? '0'.repeat(16)
      : avatarSeed(ring.current, {
          draft: { email, name: one.name },
          origin: { browser: null },
          staff: null,
        }),
  created_at: one.staged.comment.createdAt,
  edited_at: one.staged.comment.editedAt,
  is_staff: one.staged.comment.isStaff,
})

async function nextIds(trx: Transaction<Database>, count: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select nextval(name) as id
    from (select pg_get_serial_sequence('public.comments', 'id')::regclass as name offset 0) as sequence,
      generate_series(1, ${count}::integer)`.execute(trx)
  return rows.map(({ id }) => id)
}
