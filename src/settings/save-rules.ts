import type { Kysely } from 'kysely'
import { type Actor, audit } from '../accounts/audit-log.ts'
import type { Database } from '../db/tables.ts'
import type { KeyRing } from '../keys.ts'
import { block, replaceBlocked, unblock } from '../readers/blocked.ts'
import type { Email } from '../readers/email.ts'
import { saveDiscussion } from './discussion.ts'
import type { DiscussionDraft } from './discussion-form.ts'

/** Saves the rules of discussion; every page and every comment follows them from then on. */
export async function saveRules(
  db: Kysely<Database>,
  ring: KeyRing,
  actor: Actor,
  draft: DiscussionDraft,
): Promise<void> {
  await db.transaction().execute(async trx => {
    await trx.updateTable('settings').set(draft.settings).execute()
    await saveDiscussion(trx, draft.discussion)
    await replaceBlocked(trx, ring, draft.blocked)
    await audit(trx, actor, 'discussion settings changed')
  })
}

/** Takes comments with an address for spam from now on, or no longer. The log shows that it was done, and not whom. */
export async function saveBlock(
  db: Kysely<Database>,
  ring: KeyRing,
  actor: Actor,
  { email, isBlocked }: { email: Email; isBlocked: boolean },
): Promise<void> {
  await db.transaction().execute(async trx => {
    if (isBlocked) await block(trx, ring, email)
    else await unblock(trx, ring, email)
    await audit(trx, actor, isBlocked ? 'reader blocked' : 'reader unblocked')
  })
}
