import type { AppContext } from '../http/context.ts'
import { readForm } from '../http/input/form-body.ts'
import { fields } from '../http/input/params.ts'
import { badRequest } from '../http/answer/problems.ts'
import { keepCookie } from '../http/client/own-cookies.ts'
import { isTheme } from '../http/client/variant.ts'
import { languages } from '../i18n/messages.ts'
import { urls } from '../urls.ts'

const YEAR = 31_536_000

/** POST /preferences: remembers the language and the appearance, and leads back. */
export async function postPreferences(c: AppContext): Promise<Response> {
  const form = await readForm(c)
  const language = form.field('language')
  const theme = form.field('theme')
  if (!languages.includes(language) || !isTheme(theme)) throw badRequest()

  keepCookie(c, 'language', language, YEAR, { isShared: true })
  keepCookie(c, 'theme', theme, YEAR, { isShared: true })
  return c.redirect(fields(form).way('return', urls.home()), 303)
}
