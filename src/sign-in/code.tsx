import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Account } from '../accounts/account.ts'
import { audit, strangerAt } from '../accounts/audit-log.ts'
import { findChallenged, makeChallenge, useChallenge } from '../accounts/challenges.ts'
import { takeCode } from '../accounts/one-time-codes.ts'
import { useRecoveryCode } from '../accounts/recovery-codes.ts'
import type { AppContext } from '../http/context.ts'
import { readForm } from '../http/input/form-body.ts'
import { dropCookie, keepCookie, readCookie } from '../http/client/own-cookies.ts'
import { fields, query } from '../http/input/params.ts'
import { sendPrivatePage, shellOf } from '../http/answer/send-page.ts'
import { normalized } from '../text/marks.ts'
import { urls } from '../urls.ts'
import type { NoticeProps } from '../../views/components/notice.tsx'
import { CodePage } from '../../views/sign-in/code.tsx'
import { takeCodePoint, takeSignInPoint } from './brake.ts'
import { signIn } from './session-cookie.ts'
import { sendSignInPage } from './sign-in-page.tsx'

const MINUTES_10 = 600

/** Leads whoever gave the right password on to the code. Until that is given too, they are nobody. */
export async function askForCode(c: AppContext, account: Account, returnTo: string): Promise<Response> {
  const token = await makeChallenge(c.var.services.db, 'enter code', account.id)
  keepCookie(c, 'second-step', token, MINUTES_10)
  return c.redirect(urls.signInCode(returnTo), 303)
}

/** GET /sign-in/code */
export async function showCode(c: AppContext): Promise<Response> {
  const returnTo = query(c).way('return', urls.admin.home)
  return (await whoseTurn(c)) ? show(c, returnTo, null, 200) : c.redirect(urls.signIn(returnTo), 303)
}

/** POST /sign-in/code: a code of the app, or a recovery code. */
export async function postCode(c: AppContext): Promise<Response> {
  const { t, services } = c.var
  const body = await readForm(c)
  const returnTo = fields(body).way('return', urls.admin.home)
  const typed = normalized(body.field('code'), 'NFKC').replace(/[\s\p{Pd}]/gu, '')

  const account = await whoseTurn(c)
  if (!account) return startAgain(c, returnTo)
  const isOfApp = /^\d{6}$/.test(typed)
  // A recovery code can't be guessed, and is the way in while somebody else spends the points for the app's.
  const wait = isOfApp ? await takeCodePoint(c, account.id) : await takeSignInPoint(c, null, false)
  if (wait > 0) {
    c.header('Retry-After', String(wait))
    return show(c, returnTo, { title: t.signIn.tooFast, hint: t.account.codesTooFastHint(wait) }, 429)
  }
  const isRight = isOfApp
    ? await takeCode(services.db, services.keys, account.id, typed)
    : await useRecoveryCode(services.db, { account: account.id, name: account.name }, typed)
  if (!isRight) {
    await audit(services.db, strangerAt(account), 'code refused', account.name, c.var.ip)
    return show(c, returnTo, { title: t.account.codeWrong, hint: t.account.codeWrongHint }, 422)
  }
  if (!(await useChallenge(services.db, 'enter code', account.id, tokenOf(c)))) return startAgain(c, returnTo)

  dropCookie(c, 'second-step')
  await signIn(c, account)
  return c.redirect(returnTo, 303)
}

const tokenOf = (c: AppContext) => readCookie(c, 'second-step') ?? ''

/** Whose password was given in this browser just now. */
const whoseTurn = (c: AppContext) => findChallenged(c.var.services.db, 'enter code', tokenOf(c))

function startAgain(c: AppContext, returnTo: string): Promise<Response> {
  const { codeExpired, codeExpiredHint } = c.var.t.account
  const notice = { title: codeExpired, hint: codeExpiredHint }
  return sendSignInPage(c, { email: '', returnTo, notice }, 422)
}

function show(
  c: AppContext,
  returnTo: string,
  notice: NoticeProps | null,
  status: ContentfulStatusCode,
): Promise<Response> {
  return sendPrivatePage(c, <CodePage shell={shellOf(c)} returnTo={returnTo} notice={notice} />, status)
}
