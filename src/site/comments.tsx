import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { emailOf } from '../accounts/accounts.ts'
import { draftOf, type TypedComment, textError, typedComment } from '../comments/form.ts'
import { fieldLimits } from '../comments/limits.ts'
import { findOwnPlace } from '../comments/own.ts'
import { findComment, placeOf } from '../comments/place.ts'
import { type SubmissionResult, submitComment } from '../comments/submit.ts'
import { isUnavailable } from '../db/unavailable.ts'
import { takeAttempt } from '../http/attempts.ts'
import { clientNetwork } from '../http/client-address.ts'
import type { AppContext } from '../http/context.ts'
import { browserMark, forget, grantComment, keepBrowserMark, ownsComment, remember } from '../http/cookies.ts'
import { retryAfterSeconds } from '../http/errors.tsx'
import { type FormBody, readForm } from '../http/form-body.ts'
import { badRequest, notFound } from '../http/problems.ts'
import { commentHtml } from '../text/comment-html.ts'
import { commentAnchor, urls } from '../urls.ts'
import { errorText } from '../../views/site/form-errors.ts'
import { formWith } from './comment-form-state.ts'
import { idIn } from '../http/ids.ts'
import { type Answered, showAgain, showUnposted } from './comment-refusals.tsx'

/** POST /:slug/comments: stores a comment and leads to it, or gives back everything that was typed and says why. */
export async function postComment(c: AppContext): Promise<Response> {
  const answered = await readComment(c)
  return unlessUnavailable(c, answered, () => answerComment(c, answered))
}

async function answerComment(c: AppContext, answered: ReadComment): Promise<Response> {
  const { services, settings, language, ip, t } = c.var
  const { body, slug, typed, parent } = answered
  if (body.isTooLarge)
    return refuse(c, answered, 'tooLarge', 413, t.refusals.tooLargeHint(answered.form.limits.comment))

  const staff = c.var.person ?? null
  const draft = draftOf(staff ? { ...typed, name: staff.name, email: '', website: '' } : typed, {
    nameEmailRequired: settings.name_email_required && !staff,
  })
  if ('errors' in draft)
    return showAgain(c, { ...answered, form: { ...answered.form, errors: draft.errors } }, 422)
  const wait = takeAttempt(c)
  if (wait > 0) return refuseTooFast(c, answered, wait)

  const browser = browserMark(c)
  const email = staff ? await emailOf(services.db, services.keys, staff.id) : draft.email
  const result = await submitComment(services.db, services.keys, settings, {
    slug,
    parent,
    draft: { ...draft, email },
    staff: staff && { account: staff.id, name: staff.name },
    formKey: body.field('form_key') || crypto.randomUUID(),
    language,
    origin: { ip, userAgent: c.req.header('user-agent') ?? null, browser: browser.hash },
    client: clientNetwork(ip),
  })
  if ('id' in result) keepBrowserMark(c, browser.mark)
  return answerSubmission(c, answered, result)
}

/** While the database is away the words are given back, whatever else there is to say about them. */
async function unlessUnavailable(
  c: AppContext,
  answered: Answered,
  answer: () => Promise<Response>,
): Promise<Response> {
  try {
    return await answer()
  } catch (error) {
    if (!isUnavailable(error)) throw error
    c.header('Retry-After', String(retryAfterSeconds))
    return showUnposted(c, answered, 'unavailable', 503)
  }
}

interface ReadComment extends Answered {
  body: FormBody
  typed: TypedComment
}

async function readComment(c: AppContext): Promise<ReadComment> {
  const body = await readForm(c)
  const typed = typedComment(name => body.field(name))
  return {
    body,
    typed,
    slug: c.req.param('slug') ?? '',
    parent: parentIn(body.field('parent')),
    form: formWith(c, typed, body.field('remember') !== ''),
  }
}

function parentIn(text: string): number | null {
  if (text === '') return null
  if (!/^[1-9]\d{0,14}$/.test(text)) throw badRequest()
  return Number(text)
}

function answerSubmission(c: AppContext, answered: ReadComment, result: SubmissionResult): Promise<Response> {
  switch (result.outcome) {
    case 'accepted':
    case 'repeated':
      return leadToComment(c, answered, result.id)
    case 'noSuchPost':
      return showUnposted(c, answered, 'noSuchPost', 404)
    case 'closed':
    case 'parentNotPublic':
      return refuse(c, answered, result.outcome, 403)
    case 'alreadySaid':
      return refuse(c, answered, 'alreadySaid', 409)
    case 'tooFast':
      return refuseTooFast(c, answered, result.retryAfterSeconds)
  }
}

async function leadToComment(c: AppContext, { form }: ReadComment, id: number): Promise<Response> {
  grantComment(c, id)
  if (form.remember) remember(c, form.typed)
  else forget(c)
  return c.redirect(await anchorOf(c, id), 303)
}

/** Where a browser's own comment is; it is stored by now, so that an answer is due even if its place can't be found. */
async function anchorOf(c: AppContext, id: number): Promise<string> {
  try {
    const place = await findOwnPlace(c.var.services.db, id)
    return place ? await addressOf(c, id, place) : urls.comment(id)
  } catch (error) {
    if (!isUnavailable(error)) throw error
    return urls.comment(id)
  }
}

async function addressOf(
  c: AppContext,
  id: number,
  found: { post: number; slug: string; thread: number; path: number[] },
) {
  const { threads_per_page: size, first_page: first } = c.var.settings
  const place = await placeOf(c.var.services.publicDb, found, { size, first })
  const page =
    place.page === 'article'
      ? urls.post(found.slug, place.from)
      : urls.thread(found.slug, place.thread, place.from)
  return `${page}#${commentAnchor(id)}`
}

type RefusalKey = 'tooLarge' | 'closed' | 'parentNotPublic' | 'alreadySaid' | 'tooFast'

function refuse(
  c: AppContext,
  answered: Answered,
  key: RefusalKey,
  status: ContentfulStatusCode,
  hint?: string,
): Promise<Response> {
  const { refusals } = c.var.t
  const words = refusals[`${key}Hint`]
  const notice = { title: refusals[key], hint: hint ?? (typeof words === 'string' ? words : '') }
  return showAgain(c, { ...answered, form: { ...answered.form, notice } }, status)
}

function refuseTooFast(c: AppContext, answered: Answered, waitSeconds: number): Promise<Response> {
  c.header('Retry-After', String(waitSeconds))
  return refuse(c, answered, 'tooFast', 429, c.var.t.refusals.tooFastHint(waitSeconds))
}

/** POST /:slug/comments/preview: the comment as it would look; for a script as JSON, else the page with the preview in it. */
export async function previewComment(c: AppContext): Promise<Response> {
  const answered = await readComment(c)
  c.header('Cache-Control', 'private, no-store')
  return c.req.header('accept') === 'application/json'
    ? previewForScript(c, answered)
    : unlessUnavailable(c, answered, () => previewOnPage(c, answered))
}

async function previewForScript(c: AppContext, { body, typed }: ReadComment): Promise<Response> {
  const { t } = c.var
  const error = previewError(body, typed)
  if (error !== null) return c.json({ error: errorText(t, 'comment', error, fieldLimits.comment) }, 422)
  const wait = takeAttempt(c)
  if (wait > 0) return c.json({ error: t.refusals.tooFast }, 429, { 'Retry-After': String(wait) })
  return c.json({ html: await commentHtml(typed.comment.trim()) })
}

async function previewOnPage(c: AppContext, answered: ReadComment): Promise<Response> {
  const { body, typed, form } = answered
  const error = previewError(body, typed)
  if (error !== null) return showAgain(c, { ...answered, form: { ...form, errors: { comment: error } } }, 422)
  const wait = takeAttempt(c)
  if (wait > 0) return refuseTooFast(c, answered, wait)
  const preview = await commentHtml(typed.comment.trim())
  return showAgain(c, { ...answered, form: { ...form, preview } }, 200)
}

const previewError = (body: FormBody, typed: TypedComment) =>
  body.isTooLarge ? 'tooLong' : textError(typed.comment)

/** GET /:slug/comments: what a browser asks for when somebody opens the address of a refused form again. */
export const leadToArticle = (c: AppContext): Response =>
  c.redirect(`${urls.post(c.req.param('slug') ?? '')}#comments`, 302)

/** GET /comments/:id: leads to the page that shows a comment, and to its place on it. */
export async function showComment(c: AppContext): Promise<Response> {
  const { services } = c.var
  const id = idIn(c.req.param('id') ?? '')
  const found =
    (await findComment(services.publicDb, id)) ??
    (ownsComment(c, id) ? await findOwnPlace(services.db, id) : undefined)
  if (!found) throw notFound()
  c.header('Cache-Control', 'private, no-store')
  return c.redirect(await addressOf(c, id, found), 302)
}
