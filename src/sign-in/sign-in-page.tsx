import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppContext } from '../http/context.ts'
import { sendPrivatePage, shellOf } from '../http/answer/send-page.ts'
import type { NoticeProps } from '../../views/components/notice.tsx'
import { SignInPage } from '../../views/sign-in/sign-in.tsx'

interface Shown {
  email: string
  returnTo: string
  notice: NoticeProps | null
}

/** The door, with why it did not open if somebody has tried. */
export function sendSignInPage(c: AppContext, shown: Shown, status: ContentfulStatusCode): Promise<Response> {
  return sendPrivatePage(c, <SignInPage shell={shellOf(c)} {...shown} />, status)
}
