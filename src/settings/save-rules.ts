import type { Kysely } from 'kysely'
import { type Actor, audit } from '../accounts/audit-log.ts'
import type { Database } from '../db/tables.ts'
import { saveDiscussion } from './discussion.ts'
import type { DiscussionDraft } from './discussion-form.ts'

/** Saves the rules of discussion; every page and every comment follows them from then on. */
export async function saveRules(db: Kysely<Database>, actor: Actor, draft: DiscussionDraft): Promise<void> {
  await db.transaction().execute(async trx => {
    await trx.updateTable('settings').set(draft.settings).execute()
    await saveDiscussion(trx, draft.discussion)
    await audit(trx, actor, 'discussion settings changed')
  })
}
