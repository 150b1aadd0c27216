import { parse } from 'hono/utils/cookie'
import { chooseLanguage } from '../i18n/messages.ts'
import type { Theme } from '../../views/layouts/page.tsx'

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
  const chosen = cookie ? parse(cookie) : {}
  return {
    language: chooseLanguage(chosen['language'], acceptLanguage, siteLanguage),
    theme: isTheme(chosen['theme']) ? chosen['theme'] : 'system',
  }
}

export const isTheme = (text: string | undefined): text is Theme =>
  text === 'system' || text === 'light' || text === 'dark'

/** The name of a page in the cache. */
export const cacheKey = ({ language, theme }: Variant, path: string): string => `${language} ${theme} ${path}`
