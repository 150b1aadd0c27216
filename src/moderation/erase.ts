import { type Kysely, sql, type Transaction } from 'kysely'
import { type Actor, audit } from '../accounts/audit-log.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import type { KeyRing } from '../keys.ts'
import { forgetAsideOf } from '../readers/aside.ts'
import { forgetBlocksOf } from '../readers/blocks.ts'
import { forgetUnusedContacts } from '../readers/contacts.ts'
import { awaitImports, noteErased } from '../readers/erased.ts'
import { forgetOrigins } from '../readers/origins.ts'
import { forgetNotesAbout } from '../readers/person.ts'
import { commentsOfContacts } from '../readers/personal-data.ts'
import type { Reader } from '../readers/reader.ts'
import { forgetVerdicts } from '../spam/consult.ts'
import { forgetDue } from '../spam/due.ts'
import { teach } from '../spam/learn.ts'
import { keepTerms } from '../search/comment-terms.ts'
import { staff, type StepActor } from './actor.ts'
import type { Choice } from './decide.ts'
import { passGate } from './gate.ts'
import { lockComments } from './gate-lock.ts'
import { forgetWords } from './gate-steps.ts'
import { judgeUnblockedLater } from './judge-unblocked.ts'
import type { Outcome, Scope } from './states.ts'

/** Deletes one comment for good: words, names and where it came from. Replies keep something to answer. */
export const deleteComment = (
  db: Kysely<Database>,
  choice: Choice,
  { by, scope }: { by: StepActor; scope: Scope },
): Promise<Outcome> =>
  transact(db, trx => passGate(trx, { by, scope, changes: [{ ...choice, becomes: 'erased' }] }))

/** What becomes of a person's comments when the person is forgotten. */
export type Erasure = { comments: 'remove' } | { comments: 'keep'; underName: string }

/**
 * Forgets a person, with all their contacts but for one that is blocked or signs in. The log shows that it was done,
 * and not whom; returns how many comments it was about. What an import kept aside goes in any case: nobody has read it. A
 * keyed hash stays, by which no import brings back what they wrote before.
 */
export function erasePerson(
  db: Kysely<Database>,
  ring: KeyRing,
  reader: Reader,
  erasure: Erasure,
  actor: Actor,
): Promise<number> {
  return transact(db, async trx => {
    await awaitImports(trx)
    const ids = await commentsOfContacts(trx, reader.contacts)
    // What others sent from where they were is judged without their blocks.
    if (await forgetBlocksOf(trx, reader)) await judgeUnblockedLater(trx)
    const count =
      erasure.comments === 'remove'
        ? await eraseComments(trx, ids, staff(actor))
        : await renameComments(trx, ids, erasure.underName)
    await forgetOrigins(trx, ids)
    await forgetNotesAbout(trx, reader.whos)
    await forgetUnusedContacts(trx, reader.contacts)
    const aside = await forgetAsideOf(trx, ring, reader.hashes)
    await noteErased(trx, reader.mark)
    await audit(trx, actor, 'reader erased', erasure.comments)
    return count + aside
  })
}

async function eraseComments(
  trx: Transaction<Database>,
  ids: readonly number[],
  by: StepActor,
): Promise<number> {
  const changes = ids.map(comment => ({ comment, seen: 'anything', becomes: 'erased' }) as const)
  return (await passGate(trx, { by, changes })).moved.length
}

/** Puts a name that says nothing over comments, and drops what else pointed to who wrote them, or was taken out of them. */
async function renameComments(
  trx: Transaction<Database>,
  ids: readonly number[],
  name: string,
): Promise<number> {
  await lockComments(trx, ids, { scope: null, withWords: false })
  await forgetDue(trx, ids)
  await teach(
    trx,
    ids.map(comment => ({ comment, lesson: null })),
  )
  await forgetVerdicts(trx, ids)
  await forgetWords(trx, ids)
  const renamed = await trx
    .updateTable('comments')
    .set({ name, website: null, avatar: '0'.repeat(16) })
    .where('id', '=', sql<number>`any(${[...ids]}::bigint[])`)
    .where('status', '<>', 'withdrawn')
    .returning(['id', 'name', 'source'])
    .execute()
  await keepTerms(trx, renamed)
  return renamed.length
}
