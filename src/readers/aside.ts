import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import type { KeyRing } from '../keys.ts'
import { seal, unseal } from '../seal.ts'
import { Email, hashEmail } from './email.ts'

/** What a comment of another system is called there. */
interface Foreign {
  source: string
  site: string
  foreign_id: string
}

/** Of what the file says of it that which is looked at here. */
interface Entrusted {
  name: string
  email: string
  website: string
  ip: string | null
  text: { html: string } | { markdown: string }
  createdAt: Date | string
  /** Whom it answers, by that one's id there. */
  parent: string | null
}

const context = ({ source, site, foreign_id }: Foreign) =>
  Buffer.from(JSON.stringify(['aside', source, site, foreign_id]))

/** A comment whose article is not here. */
interface Kept extends Foreign {
  address: string
  import_id: number | null
  digest: Buffer
  comment: Entrusted
}

/** Keeps such comments: sealed as a whole, and found by their authors' addresses. */
export async function saveAside(
  trx: Transaction<Database>,
  ring: KeyRing,
  kept: readonly Kept[],
): Promise<void> {
  await trx
    .insertInto('private.import_aside')
    .values(kept.map(({ comment, ...row }) => ({ ...row, ...sealedOf(ring, row, comment) })))
    .onConflict(conflict =>
      conflict.columns(['source', 'site', 'foreign_id']).doUpdateSet(eb => ({
        sealed: eb.ref('excluded.sealed'),
        email_hash: eb.ref('excluded.email_hash'),
        address: eb.ref('excluded.address'),
        digest: eb.ref('excluded.digest'),
      })),
    )
    .execute()
}

/** Without the IP address: it would have to go after some days, and nothing could take it out of what is sealed. */
function sealedOf({ current }: KeyRing, row: Foreign, comment: Entrusted) {
  const email = Email.parse(comment.email.trim())
  return {
    email_hash: email === null ? Buffer.alloc(0) : hashEmail(current, email),
    sealed: seal(current.derive('contact'), JSON.stringify({ ...comment, ip: null }), context(row)),
  }
}

/** What was sealed, as JSON; null when no key of the ring opens it. */
export function openAside({ current, previous }: KeyRing, row: Foreign & { sealed: Buffer }): string | null {
  for (const keys of [current, ...previous]) {
    const json = unseal(keys.derive('contact'), row.sealed, context(row))
    if (json !== null) return json
  }
  return null
}

const portion = 500

/** Gives those from before there was such a thing what they are found by, and takes their IP addresses from them. */
export async function renewAside(db: Kysely<Database>, ring: KeyRing): Promise<void> {
  let after: Foreign = { source: '', site: '', foreign_id: '' }
  for (;;) {
    const rows = await db
      .selectFrom('private.import_aside')
      .select(['source', 'site', 'foreign_id', 'sealed'])
      .where('email_hash', 'is', null)
      .where(sql<boolean>`(source, site, foreign_id) > (${after.source}, ${after.site}, ${after.foreign_id})`)
      .orderBy('source')
      .orderBy('site')
      .orderBy('foreign_id')
      .limit(portion)
      .execute()
    for (const { sealed, ...row } of rows) {
      after = row
      const json = openAside(ring, { ...row, sealed })
      const comment = commentIn(json)
      if (json === null || comment === null) continue // no key opens it
      const digest = ring.current.sign('submission', 'imported', asRead(json))
      await db
        .updateTable('private.import_aside')
        .set({ ...sealedOf(ring, row, comment), digest })
        .where('source', '=', row.source)
        .where('site', '=', row.site)
        .where('foreign_id', '=', row.foreign_id)
        .where('email_hash', 'is', null)
        .execute()
    }
    if (rows.length < portion) return
  }
}

/** As it was read from its file, whose text it is known again by: when it was sealed its times stood last. */
function asRead(json: string): string {
  const { createdAt, editedAt, isStaff, votes, ...rest }: Record<string, unknown> = JSON.parse(json)
  return JSON.stringify({ ...rest, createdAt, editedAt, isStaff, votes })
}

const commentIn = (json: string | null): Entrusted | null => (json === null ? null : JSON.parse(json))

/** A comment that is kept aside, for the person who wrote it. */
export interface AsideComment {
  /** The address of its article, as far as it is told from others. */
  article: string
  name: string
  website: string
  /** As the file has it: Markdown or HTML. */
  text: string
  written: Date
}

/** What is kept aside of the person with an address, by its hashes. */
export async function asideOf(
  db: Kysely<Database>,
  ring: KeyRing,
  hashes: readonly Buffer[],
): Promise<AsideComment[]> {
  const rows = await db
    .selectFrom('private.import_aside')
    .select(['source', 'site', 'foreign_id', 'address', 'sealed'])
    .where('email_hash', 'in', [...hashes])
    .orderBy('source')
    .orderBy('site')
    .orderBy('foreign_id')
    .execute()
  return rows.flatMap(row => {
    const comment = commentIn(openAside(ring, row))
    if (comment === null) return []
    const { name, website, text, createdAt } = comment
    const said = 'html' in text ? text.html : text.markdown
    return [{ article: row.address, name, website, text: said, written: new Date(createdAt) }]
  })
}

/** Of a comment whose author was erased where it stood, and nothing else: what answers it is to stand under a place. */
export const withoutAuthor = <C extends Entrusted>(comment: C) => ({
  ...comment,
  ...{ state: 'removed' as const, isMention: false, name: '', email: '', website: '', ip: null },
  ...{ text: { markdown: '' }, editedAt: null, isStaff: false, votes: 0 },
})

/** Forgets all of it, but for the places of what others answer; returns how many comments that were. */
export async function forgetAsideOf(
  trx: Transaction<Database>,
  ring: KeyRing,
  hashes: readonly Buffer[],
): Promise<number> {
  const gone = await trx
    .deleteFrom('private.import_aside')
    .where('email_hash', 'in', [...hashes])
    .returning(['source', 'site', 'foreign_id', 'address', 'import_id', 'sealed'])
    .execute()
  for (const some of Map.groupBy(gone, inThread).values()) {
    const places = some.flatMap(({ sealed, ...row }) => {
      const comment = commentIn(openAside(ring, { ...row, sealed }))
      return comment === null ? [] : [{ ...row, digest: Buffer.alloc(0), comment }]
    })
    const answered = await answeredBeside(trx, ring, places)
    const kept = places.filter(({ foreign_id }) => answered.has(foreign_id))
    if (kept.length > 0)
      await saveAside(
        trx,
        ring,
        kept.map(one => ({ ...one, comment: withoutAuthor(one.comment) })),
      )
  }
  return gone.length
}

const inThread = ({ source, site, address }: Foreign & { address: string }) =>
  JSON.stringify([source, site, address])

/** Whom the comments of one thread answer that stay, and whom those answer in turn, upwards. */
async function answeredBeside(
  trx: Transaction<Database>,
  ring: KeyRing,
  going: readonly Kept[],
): Promise<Set<string>> {
  const answered = new Set<string>()
  const [first] = going
  if (!first) return answered
  const staying = await trx
    .selectFrom('private.import_aside')
    .select(['source', 'site', 'foreign_id', 'sealed'])
    .where('source', '=', first.source)
    .where('site', '=', first.site)
    .where('address', '=', first.address)
    .execute()
  const above = new Map(going.map(({ foreign_id, comment }) => [foreign_id, comment.parent]))
  for (const row of staying) {
    let parent = commentIn(openAside(ring, row))?.parent ?? null
    while (parent !== null && !answered.has(parent)) {
      answered.add(parent)
      parent = above.get(parent) ?? null
    }
  }
  return answered
}
