import { parse } from 'hono/utils/cookie'
import { chooseLanguage } from '../../i18n/messages.ts'
import type { Theme } from '../../../views/layouts/shell.ts'

/** What of a request decides how a public page looks. */
export interface Variant {
  language: string
  theme: Theme
}

/** Reads the language and the appearance a request asks for. */
export function readVariant(
  cookie: string | undefined,
  acceptLanguage: string | undefined,
  siteLanguage: string,
): Variant {
  const { language } = parse(cookie ?? '', 'language')
  const { theme } = parse(cookie ?? '', 'theme')
  return {
    language: chooseLanguage(language, acceptLanguage, siteLanguage),
    theme: isTheme(theme) ? theme : 'system',
  }
}

export const isTheme = (text: string | undefined): text is Theme =>
  text === 'system' || text === 'light' || text === 'dark'

/** The name of an answer in the cache; without a variant, of one that is the same in all. */
export const cacheKey = (variant: Variant | null, path: string): string =>
  variant === null ? `* ${path}` : `${variant.language} ${variant.theme} ${path}`
