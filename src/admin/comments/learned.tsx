import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import { words } from '../../http/input/form-limits.ts'
import { fields, query } from '../../http/input/params.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { transact } from '../../db/transact.ts'
import { fieldLimits } from '../../comments/limits.ts'
import { countByStatus } from '../../moderation/counts.ts'
import { beginEmptyingSpam } from '../../moderation/empty-spam.ts'
import { readHorizon, snapshotIn } from '../../moderation/horizon.ts'
import { beginLearningAll, forgetLessons } from '../../moderation/learn-all.ts'
import { changeSettings, readHidden } from '../../settings/settings.ts'
import { consult, readLearnedState } from '../../spam/consult.ts'
import { readLearned } from '../../spam/learned.ts'
import { urls } from '../../urls.ts'
import { LearnedPage, type TriedText } from '../../../views/admin/comments/learned.tsx'
import { ConfirmationPage } from '../../../views/admin/confirmation.tsx'
import { actorOf } from '../guard.ts'
import { adminShellOf } from '../shell.ts'

/** GET /admin/spam: what was learned of spam, and how good it is. */
export const showLearned = (c: AppContext): Promise<Response> => send(c, null)

/** POST /admin/spam/trial: says what a text is like, and keeps nothing of it. */
export async function postTrial(c: AppContext): Promise<Response> {
  const body = await readForm(c, words)
  const field = (name: 'text' | 'name' | 'website') => body.field(name).slice(0, longest[name])
  const said = { text: field('text'), name: field('name'), website: field('website') }
  const { db } = c.var.services
  const opinion = await consult(db, await readLearnedState(db), { ...said, website: said.website || null })
  return send(c, { ...said, opinion })
}

const longest = { text: fieldLimits.comment, name: fieldLimits.name, website: fieldLimits.website }

async function send(c: AppContext, tried: TriedText | null): Promise<Response> {
  const { db } = c.var.services
  const page = (
    <LearnedPage
      shell={adminShellOf(c)}
      learned={await readLearned(db)}
      isOn={(await readHidden(db)).learn_spam}
      tried={tried}
      limits={longest}
      done={query(c).oneOf('done', ['learningAll', 'forgotten', 'switched'])}
    />
  )
  return sendPrivatePage(c, page)
}

/** POST /admin/spam/switch: lets decisions be learned, or no longer. */
export async function postLearnedSwitch(c: AppContext): Promise<Response> {
  const learn_spam = (await readForm(c)).field('on') === 'yes'
  await transact(c.var.services.db, trx => changeSettings(trx, actorOf(c), { learn_spam }))
  return c.redirect(urls.admin.learned('switched'), 303)
}

/** POST /admin/spam/learning: lets all comments that were decided on be learned from. */
export async function postLearningAll(c: AppContext): Promise<Response> {
  await beginLearningAll(c.var.services.db, actorOf(c))
  return c.redirect(urls.admin.learned('learningAll'), 303)
}

/** GET /admin/spam/forgetting */
export function showForgetting(c: AppContext): Promise<Response> {
  const { spam } = c.var.t
  const page = (
    <ConfirmationPage
      shell={adminShellOf(c)}
      here="queue"
      title={spam.forgetQuestion}
      notes={[spam.forgetNote]}
      action={urls.admin.forgetting}
      submit={spam.forget}
      isDangerous
      back={urls.admin.learned()}
      asked={null}
      error={null}
    />
  )
  return sendPrivatePage(c, page)
}

/** POST /admin/spam/forgetting: forgets everything that was learned. */
export async function postForgetting(c: AppContext): Promise<Response> {
  await forgetLessons(c.var.services.db, actorOf(c))
  return c.redirect(urls.admin.learned('forgotten'), 303)
}

/** GET /admin/spam/emptying: what can't be taken back asks first. */
export async function showSpamEmptying(c: AppContext): Promise<Response> {
  const { spam } = c.var.t
  const { db } = c.var.services
  const { step, snapshot } = await readHorizon(db) // before the count: what comes between is counted, and stays
  const counts = await countByStatus(db, null)
  const page = (
    <ConfirmationPage
      shell={adminShellOf(c)}
      here="queue"
      title={spam.emptyQuestion}
      notes={[spam.emptyNote(spam.comments(counts.spam ?? 0))]}
      action={urls.admin.spamEmptying}
      fields={{ step: String(step), snapshot }}
      submit={spam.empty}
      isDangerous
      back={urls.admin.queue({ status: 'spam' })}
      asked={null}
      error={null}
    />
  )
  return sendPrivatePage(c, page)
}

/** POST /admin/spam/emptying: deletes all that was spam when the question was asked; whoever was not asked is. */
export async function postSpamEmptying(c: AppContext): Promise<Response> {
  const body = await readForm(c)
  const step = fields(body).count('step')
  if (step === null) return c.redirect(urls.admin.spamEmptying, 303)
  const asked = { step, snapshot: snapshotIn(body.field('snapshot')) }
  await beginEmptyingSpam(c.var.services.db, asked, actorOf(c))
  return c.redirect(urls.admin.queue({ status: 'spam' }), 303)
}
