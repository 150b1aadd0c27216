import type { NoticeProps } from '../../../views/components/notice.tsx'
import { UnsavedPage } from '../../../views/site/unsaved.tsx'
import type { AppContext } from '../context.ts'
import { readForm } from '../input/form-body.ts'
import type { FormBody } from '../input/form-fields.ts'
import { anyForm } from '../input/form-limits.ts'
import { sendPrivatePage, shellOf } from './send-page.ts'

/**
 * Gives a form back that could not be saved, whatever the reason, with everything that was typed into it but passwords;
 * null where no form came, or none that can be sent again.
 */
export async function showUnsaved(
  c: AppContext,
  problem: NoticeProps,
  status: 500 | 503,
): Promise<Response | null> {
  if (c.req.method !== 'POST') return null
  const { problems } = c.var.t
  const notice =
    status === 503
      ? { title: problems.unsaved, hint: problems.unsavedHint }
      : { title: problem.title, hint: `${problem.hint} ${problems.unsavedHint}` }
  if (c.var.showAgain) return c.var.showAgain(notice, status)

  const form = c.var.form ?? (await formIn(c))
  // What a device has signed answers one question, once.
  if (form === null || form.texts().some(([name]) => name === 'credential')) return null
  const page = <UnsavedPage shell={shellOf(c)} action={c.req.path} fields={form.texts()} notice={notice} />
  return sendPrivatePage(c, page, status)
}

/** The form of a request that was stopped before anyone read it. */
const formIn = (c: AppContext): Promise<FormBody | null> => readForm(c, anyForm).catch(() => null)
