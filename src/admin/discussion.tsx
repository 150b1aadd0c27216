import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type Trial, tryRules } from '../comments/try-rules.ts'
import type { AppContext } from '../http/context.ts'
import { readForm } from '../http/form-body.ts'
import { sendPrivatePage } from '../http/send-page.ts'
import { readDiscussion } from '../settings/discussion.ts'
import { readBlocked } from '../readers/blocked.ts'
import {
  type DiscussionDraft,
  discussionDraft,
  type DiscussionErrors,
  typedDiscussion,
  type TypedDiscussion,
  typedOf,
} from '../settings/discussion-form.ts'
import { saveRules } from '../settings/save-rules.ts'
import { wordsIn } from '../spam/words.ts'
import { urls } from '../urls.ts'
import { DiscussionPage, type TriedSample } from '../../views/admin/discussion.tsx'
import { actorOf } from './guard.ts'
import { adminShellOf } from './shell.ts'

/** GET /admin/discussion */
export async function showDiscussion(c: AppContext): Promise<Response> {
  const { settings, services } = c.var
  const blocked = await readBlocked(services.db, services.keys)
  const typed = typedOf(settings, await readDiscussion(services.db), blocked)
  return show(c, { typed, saved: c.req.query('saved') !== undefined }, 200)
}

/** POST /admin/discussion: saves the rules; with `try`, only shows what they would have done. */
export async function postDiscussion(c: AppContext): Promise<Response> {
  const { db, keys } = c.var.services
  const body = await readForm(c)
  const typed = typedDiscussion(name => body.field(name))
  const draft = discussionDraft(typed)
  if ('errors' in draft) return show(c, { typed, errors: draft.errors }, 422)
  if (body.field('try') !== '') {
    const sample = body.field('sample')
    return show(c, { typed, trial: await tryRules(db, keys, draft), sample: trySample(sample, draft) }, 200)
  }

  await saveRules(db, keys, actorOf(c), draft)
  c.var.services.pages.changed('site')
  return c.redirect(`${urls.admin.discussion}?saved`, 303)
}

/** The words of the lists that a text has. */
function trySample(text: string, { discussion }: DiscussionDraft): TriedSample {
  return {
    text,
    heldWords: wordsIn(text, discussion.held_words),
    spamWords: wordsIn(text, discussion.spam_words),
  }
}

interface Shown {
  typed: TypedDiscussion
  errors?: DiscussionErrors
  trial?: Trial
  sample?: TriedSample
  saved?: boolean
}

function show(
  c: AppContext,
  { typed, errors = {}, trial, sample, saved = false }: Shown,
  status: ContentfulStatusCode,
): Promise<Response> {
  const page = (
    <DiscussionPage
      shell={adminShellOf(c)}
      typed={typed}
      errors={errors}
      trial={trial ?? null}
      sample={sample ?? { text: '', heldWords: [], spamWords: [] }}
      saved={saved}
    />
  )
  return sendPrivatePage(c, page, status)
}
