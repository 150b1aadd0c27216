import type { Kysely } from 'kysely'
import { type Actor, audit } from '../accounts/audit-log.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import type { KeyRing } from '../keys.ts'
import { block, replaceBlocked, unblock } from '../readers/blocked.ts'
import type { Email } from '../readers/email.ts'
import type { AllSettings } from './declared.ts'
import { saveServiceKey } from './service-keys.ts'
import { changeSettings, judgeWaitingLater } from './settings.ts'

interface SavedRules {
  values: Partial<AllSettings>
  blocked: readonly Email[]
  /** Null forgets it; undefined leaves it as it is. */
  akismetKey: string | null | undefined
}

/** Saves rules of discussion together with the blocked addresses; every page and every comment follows them from then on. */
export async function saveRules(
  db: Kysely<Database>,
  ring: KeyRing,
  actor: Actor,
  { values, blocked, akismetKey }: SavedRules,
): Promise<void> {
  await transact(db, async trx => {
    await changeSettings(trx, actor, values)
    if (akismetKey !== undefined) await saveServiceKey(trx, ring.current, actor, 'akismet', akismetKey)
    if (!(await replaceBlocked(trx, ring, blocked))) return
    await audit(trx, actor, 'blocked addresses changed')
    await judgeWaitingLater(trx)
  })
}

/** Takes comments with an address for spam from now on, or no longer. The log shows that it was done, and not whom. */
export async function saveBlock(
  db: Kysely<Database>,
  ring: KeyRing,
  actor: Actor,
  { email, isBlocked }: { email: Email; isBlocked: boolean },
): Promise<void> {
  await transact(db, async trx => {
    if (isBlocked) await block(trx, ring, email)
    else await unblock(trx, ring, email)
    await audit(trx, actor, isBlocked ? 'reader blocked' : 'reader unblocked')
    await judgeWaitingLater(trx)
  })
}
