import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type Trial, tryRules } from '../comments/try-rules.ts'
import type { AppContext } from '../http/context.ts'
import { readForm } from '../http/form-body.ts'
import { sendPrivatePage } from '../http/send-page.ts'
import { readDiscussion } from '../settings/discussion.ts'
import {
  discussionDraft,
  type DiscussionErrors,
  typedDiscussion,
  type TypedDiscussion,
  typedOf,
} from '../settings/discussion-form.ts'
import { saveRules } from '../settings/save-rules.ts'
import { urls } from '../urls.ts'
import { DiscussionPage } from '../../views/admin/discussion.tsx'
import { actorOf } from './guard.ts'
import { adminShellOf } from './shell.ts'

/** GET /admin/discussion */
export async function showDiscussion(c: AppContext): Promise<Response> {
  const { settings, services } = c.var
  const typed = typedOf(settings, await readDiscussion(services.db))
  return show(c, { typed, saved: c.req.query('saved') !== undefined }, 200)
}

/** POST /admin/discussion: saves the rules; with `try`, only shows what they would have done. */
export async function postDiscussion(c: AppContext): Promise<Response> {
  const { db } = c.var.services
  const body = await readForm(c)
  const typed = typedDiscussion(name => body.field(name))
  const draft = discussionDraft(typed)
  if ('errors' in draft) return show(c, { typed, errors: draft.errors }, 422)
  if (body.field('try') !== '')
    return show(c, { typed, trial: await tryRules(db, draft.settings, draft.discussion) }, 200)

  await saveRules(db, actorOf(c), draft)
  c.var.services.pages.changed('site')
  return c.redirect(`${urls.admin.discussion}?saved`, 303)
}

interface Shown {
  typed: TypedDiscussion
  errors?: DiscussionErrors
  trial?: Trial
  saved?: boolean
}

function show(
  c: AppContext,
  { typed, errors = {}, trial, saved = false }: Shown,
  status: ContentfulStatusCode,
): Promise<Response> {
  const page = (
    <DiscussionPage
      shell={adminShellOf(c)}
      typed={typed}
      errors={errors}
      trial={trial ?? null}
      saved={saved}
    />
  )
  return sendPrivatePage(c, page, status)
}
