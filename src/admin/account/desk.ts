import { saveDesk } from '../../accounts/desk.ts'
import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import { fields } from '../../http/input/params.ts'
import { urls } from '../../urls.ts'
import { personOf } from '../guard.ts'

/** POST /admin/account/desk: keeps how somebody likes the list of comments, and leads back to where they said so. */
export async function postDesk(c: AppContext): Promise<Response> {
  const body = fields(await readForm(c))
  const keys = body.oneOf('keys', ['on', 'off'])
  const rows = body.oneOf('rows', ['dense', 'roomy'])
  await saveDesk(c.var.services.db, personOf(c).id, {
    ...(keys === null ? {} : { keys: keys === 'on' }),
    ...(rows === null ? {} : { dense: rows === 'dense' }),
    // Who chooses about keys knows of them.
    ...(keys !== null || body.isThere('known') ? { hint: false } : {}),
  })
  return c.redirect(body.way('return', urls.admin.account('desk')), 303)
}
