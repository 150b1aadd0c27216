import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { emailOf } from '../accounts/accounts.ts'
import type { Sender } from '../comments/claim.ts'
import { draftOf, isTrapped, textIn, type TypedComment, typedComment } from '../comments/form.ts'
import { fieldLimits } from '../comments/limits.ts'
import { ownerToken } from '../comments/own.ts'
import { type SubmissionResult, submitComment } from '../comments/submit.ts'
import { clientNetwork } from '../http/client/client-address.ts'
import type { AppContext } from '../http/context.ts'
import {
  type BrowserMark,
  browserMark,
  forget,
  grantComment,
  keepBrowserMark,
  remember,
  tellOnce,
} from '../http/client/cookies.ts'
import { readForm } from '../http/input/form-body.ts'
import type { FormBody } from '../http/input/form-fields.ts'
import { words } from '../http/input/form-limits.ts'
import { fields, pathText, query } from '../http/input/params.ts'
import { notFound } from '../http/answer/problems.ts'
import { acceptedLanguages } from '../i18n/messages.ts'
import { readProof } from '../spam/proof.ts'
import { commentHtml } from '../text/comment-html.ts'
import { urls } from '../urls.ts'
import { errorText } from '../../views/site/form-errors.ts'
import { addressOfSent } from './comment-address.ts'
import { formWith } from './comment-form-state.ts'
import { readPost } from './find-post.ts'
import { type Answered, followPost, giveBackAs, showAgain } from './comment-refusals.tsx'
import { isWaiting } from './waiting.tsx'

/** POST /:slug/comments: stores a comment and leads to it, or gives back everything that was typed and says why. */
export async function postComment(c: AppContext): Promise<Response> {
  const answered = await readComment(c)
  const services = c.get('services')
  const settings = c.get('settings')
  const ip = c.get('ip')
  const { body, slug, typed, parent } = answered
  if (body.wait > 0) return refuseTooFast(c, answered, body.wait)
  if (body.isTooLarge)
    return refuse(
      c,
      answered,
      'tooLarge',
      413,
      c.get('t').refusals.tooLargeHint(answered.form.limits.comment),
    )

  const staff = c.get('person') ?? null
  const draft = draftOf(staff ? { ...typed, name: staff.name, email: '', website: '' } : typed, {
    nameEmailRequired: settings.name_email_required && !staff,
    account: await accountAddress(c),
  })
  if ('errors' in draft)
    return showAgain(c, { ...answered, form: { ...answered.form, errors: draft.errors } }, 422)

  const browser = browserMark(c)
  // Nothing is stored before the browser has its mark: by it alone a second sending is known.
  if (!staff && browser.isNew && !query(c).isThere('marked')) {
    keepBrowserMark(c, browser.mark)
    c.header('Cache-Control', 'no-store')
    return c.redirect(urls.markedComments(answered.slug), 307)
  }
  const judgedBy = { settings, watchlists: services.watchlists }
  const result = await submitComment(services.db, services.keys, judgedBy, {
    slug,
    parent,
    draft,
    isTrapped: isTrapped(body.field('subject'), typed),
    proof: await readProof(services.keys.current, body.field('proof')),
    staff: staff && { account: staff.id, name: staff.name },
    sender: senderOf(c, browser),
    language: c.get('language'),
    alsoReads: acceptedLanguages(c.req.header('accept-language')),
    origin: { ip, userAgent: c.req.header('user-agent') ?? null, browser: browser.hash },
    client: clientNetwork(ip),
  })
  if (result.outcome === 'accepted') services.meters?.judged(result.status)
  if ('id' in result && !browser.isNew) keepBrowserMark(c, browser.mark)
  return answerSubmission(c, answered, result, browser)
}

/** Who keeps no cookies, though they were sent one, is known by their network. */
function senderOf(c: AppContext, browser: { hash: string; isNew: boolean }): Sender {
  const person = c.get('person')
  if (person) return { kind: 'account', id: person.id }
  return browser.isNew
    ? { kind: 'network', id: clientNetwork(c.get('ip')) }
    : { kind: 'browser', id: browser.hash }
}

interface ReadComment extends Answered {
  body: FormBody
  typed: TypedComment
}

async function readComment(c: AppContext): Promise<ReadComment> {
  const body = await readForm(c, words)
  const sent = fields(body)
  const typed = typedComment(name => body.field(name))
  const answered = {
    body,
    typed,
    slug: pathText(c, 'slug'),
    parent: sent.id('parent'),
    thread: sent.id('thread'),
    form: formWith(c, typed, body.field('remember') !== ''),
  }
  giveBackAs(c, answered)
  return answered
}

function answerSubmission(
  c: AppContext,
  answered: ReadComment,
  result: SubmissionResult,
  browser: BrowserMark,
): Promise<Response> {
  switch (result.outcome) {
    case 'accepted':
    case 'repeated':
      return leadToComment(c, answered, result, browser)
    case 'noSuchPost':
      return followPost(c, answered)
    case 'closed':
    case 'parentNotPublic':
    case 'conversationClosed':
      return refuse(c, answered, result.outcome, 403)
    case 'tooFast':
      return refuseTooFast(c, answered, result.retryAfterSeconds)
  }
}

async function leadToComment(
  c: AppContext,
  { form, thread, slug }: ReadComment,
  result: Extract<SubmissionResult, { id: number }>,
  browser: BrowserMark,
): Promise<Response> {
  const { post, id, nonce } = result
  // A network is not somebody: others behind it may have sent the same words.
  const isSomebody = c.get('person') !== undefined || !browser.isNew
  if (isSomebody) {
    grantComment(c, id, ownerToken(c.get('services').keys.current, id, nonce))
    tellOnce(c, { deed: 'posted', post, comment: id })
  }
  if (form.remember) remember(c, form.typed)
  else forget(c)
  if (!isSomebody && (await isWaiting(c, result))) return c.redirect(urls.waiting(slug), 303)
  return c.redirect(await addressOfSent(c, result, thread), 303)
}

type RefusalKey = 'tooLarge' | 'closed' | 'parentNotPublic' | 'conversationClosed' | 'tooFast'

function refuse(
  c: AppContext,
  answered: Answered,
  key: RefusalKey,
  status: ContentfulStatusCode,
  hint?: string,
): Promise<Response> {
  const { refusals } = c.get('t')
  const words = refusals[`${key}Hint`]
  const notice = { title: refusals[key], hint: hint ?? (typeof words === 'string' ? words : '') }
  return showAgain(c, { ...answered, form: { ...answered.form, notice } }, status)
}

function refuseTooFast(c: AppContext, answered: Answered, waitSeconds: number): Promise<Response> {
  c.header('Retry-After', String(waitSeconds))
  return refuse(c, answered, 'tooFast', 429, c.get('t').refusals.tooFastHint(waitSeconds))
}

/** POST /:slug/comments/preview: the comment as it would look; for a script as JSON, else the page with the preview in it. */
export async function previewComment(c: AppContext): Promise<Response> {
  const answered = await readComment(c)
  c.header('Cache-Control', 'private, no-store')
  return c.req.header('accept') === 'application/json'
    ? previewForScript(c, answered)
    : previewOnPage(c, answered)
}

async function previewForScript(c: AppContext, { body, typed }: ReadComment): Promise<Response> {
  const { t } = c.var
  const { wait } = body
  if (wait > 0) return c.json({ error: t.refusals.tooFast }, 429, { 'Retry-After': String(wait) })
  const said = await saidIn(c, body, typed)
  if ('error' in said) return c.json({ error: errorText(t, 'comment', said.error, fieldLimits.comment) }, 422)
  return c.json({ html: await commentHtml(said.text, clientNetwork(c.get('ip'))) })
}

async function previewOnPage(c: AppContext, answered: ReadComment): Promise<Response> {
  const { body, typed, form } = answered
  if (body.wait > 0) return refuseTooFast(c, answered, body.wait)
  const said = await saidIn(c, body, typed)
  if ('error' in said)
    return showAgain(c, { ...answered, form: { ...form, errors: { comment: said.error } } }, 422)
  const preview = await commentHtml(said.text, clientNetwork(c.get('ip')))
  const previewed = { ...answered, form: { ...form, preview } }
  giveBackAs(c, previewed)
  return showAgain(c, previewed, 200)
}

const saidIn = async (c: AppContext, body: FormBody, typed: TypedComment) =>
  body.isTooLarge ? ({ error: 'tooLong' } as const) : textIn(typed, await accountAddress(c))

/** The address of who is signed in: the form asks them for none. */
async function accountAddress(c: AppContext) {
  const [person, { db, keys }] = [c.get('person'), c.get('services')]
  return person ? emailOf(db, keys, person.id) : null
}

/** GET /:slug/comments: what a browser asks for when somebody opens the address of a refused form again. */
export async function leadToArticle(c: AppContext): Promise<Response> {
  const post = await readPost(c, pathText(c, 'slug'))
  if (!post) throw notFound()
  return c.redirect(`${urls.post(post.slug)}#comments`, 302)
}
