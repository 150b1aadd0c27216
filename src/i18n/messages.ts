import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { match } from '@formatjs/intl-localematcher'
import Negotiator from 'negotiator'
import en, { type Messages } from './languages/en.ts'

export type { Messages }

/** A language is a file in `languages/`, named by its BCP 47 tag: adding one is adding that file. */
const folder = join(import.meta.dirname, 'languages')
const files = (await readdir(folder)).filter(file => /^[A-Za-z-]+\.[jt]s$/.test(file))
const shipped = new Map<string, Messages>()
for (const file of files.sort()) {
  const module: { default: Messages } = await import(join(folder, file))
  shipped.set(file.replace(/\.[jt]s$/, ''), module.default)
}

/** The shipped languages, by BCP 47 tag. */
export const languages: readonly string[] = [...shipped.keys()]

/** The texts of a shipped language; English for any other. */
export const messagesIn = (language: string): Messages => shipped.get(language) ?? en

/** Each shipped language as its readers call it. */
export const languageNames = (): { tag: string; name: string }[] =>
  languages.map(tag => ({ tag, name: messagesIn(tag).name }))

// The same few headers come with every request.
const remembered = new Map<string, string>()

/**
 * The interface's language for a reader: the one they chose, else the best shipped one for their Accept-Language
 * (RFC 9110, 12.5.4), else the site's.
 */
export function chooseLanguage(
  chosen: string | undefined,
  acceptLanguage: string | undefined,
  site: string,
): string {
  if (chosen !== undefined && shipped.has(chosen)) return chosen
  const fallback = shipped.has(site) ? site : 'en'
  if (!acceptLanguage) return fallback

  const key = `${fallback} ${acceptLanguage}`
  const known = remembered.get(key)
  if (known) return known
  const language = negotiate(acceptLanguage, fallback)
  if (remembered.size >= 1000) remembered.clear()
  remembered.set(key, language)
  return language
}

function negotiate(acceptLanguage: string, fallback: string): string {
  const wanted = new Negotiator({ headers: { 'accept-language': acceptLanguage.slice(0, 500) } })
    .languages()
    .filter(tag => tag !== '*' && isLanguageTag(tag))
  return wanted.length === 0 ? fallback : match(wanted, languages, fallback)
}

/** Whether a text is a well-formed language tag (BCP 47). */
export function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false // Intl says "not well-formed" by throwing
  }
}
