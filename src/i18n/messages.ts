import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { match } from '@formatjs/intl-localematcher'
import Negotiator from 'negotiator'
import { type DateFormat, lists, type Times, times } from './formats.ts'
import akismet from './languages/en/akismet.ts'
import article from './languages/en/article.ts'
import attack from './languages/en/attack.ts'
import blocks from './languages/en/blocks.ts'
import browser from './languages/en/browser.ts'
import conversation from './languages/en/conversation.ts'
import desk from './languages/en/desk.ts'
import follow from './languages/en/follow.ts'
import media from './languages/en/media.ts'
import moving from './languages/en/moving.ts'
import names from './languages/en/names.ts'
import panel from './languages/en/panel.ts'
import person from './languages/en/person.ts'
import presence from './languages/en/presence.ts'
import privacy from './languages/en/privacy.ts'
import profile from './languages/en/profile.ts'
import queue from './languages/en/queue.ts'
import reader from './languages/en/reader.ts'
import reports from './languages/en/reports.ts'
import search from './languages/en/search.ts'
import settings from './languages/en/settings.ts'
import spam from './languages/en/spam.ts'
import system from './languages/en/system.ts'
import told from './languages/en/told.ts'
import writing from './languages/en/writing.ts'

/** English: the parts of the interface, each a file that every language has. */
const english = {
  ...reader,
  ...akismet,
  ...article,
  ...attack,
  ...blocks,
  ...browser,
  ...conversation,
  ...desk,
  ...follow,
  ...media,
  ...moving,
  ...names,
  ...panel,
  ...person,
  ...presence,
  ...privacy,
  ...queue,
  ...reports,
  ...search,
  ...profile,
  ...settings,
  ...spam,
  ...system,
  ...told,
  ...writing,
}

/** Every text of the interface, its language (BCP 47), and how that writes times; each language has the same keys. */
export type Messages = Texts & Times & { tag: string; list(words: readonly string[]): string }
type Texts = typeof english

/**
 * A language is a folder in `languages/`, named by its BCP 47 tag: adding one is adding that folder. Each has the files
 * that English has, a part of the interface each; the command line's is read by it alone (command-line.ts).
 */
const folder = join(import.meta.dirname, 'languages')
const parts = (await readdir(join(folder, 'en'))).filter(file =>
  /^(?!(?:cli|refusals)\.)[a-z-]+\.[jt]s$/.test(file),
)
const shipped = new Map<string, Texts>()
for (const tag of (await readdir(folder)).sort()) {
  const texts = { ...english }
  for (const part of parts) {
    const some: { default: Partial<Texts> } = await import(join(folder, tag, part))
    Object.assign(texts, some.default)
  }
  shipped.set(tag, texts)
}

/** The shipped languages, by BCP 47 tag. */
export const languages: readonly string[] = [...shipped.keys()]

const inZones = new Map<string, Messages>()

/** The texts of a shipped language, English for any other; times are written in a zone (an IANA name) and a format. */
export function messagesIn(language: string, timeZone = 'UTC', dates: DateFormat = 'long'): Messages {
  const key = `${language} ${timeZone} ${dates}`
  const known = inZones.get(key)
  if (known) return known
  const texts = shipped.get(language)
  const messages = {
    ...(texts ?? english),
    tag: texts ? language : 'en',
    list: lists(texts ? language : 'en'),
    ...times(texts ? language : 'en', timeZone, dates),
  }
  inZones.set(key, messages)
  return messages
}

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

/** The languages (BCP 47) of an Accept-Language header, the best first. */
export function acceptedLanguages(header: string | undefined): string[] {
  return new Negotiator({ headers: { 'accept-language': (header ?? '').slice(0, 500) } })
    .languages()
    .filter(tag => tag !== '*' && isLanguageTag(tag))
}

function negotiate(acceptLanguage: string, fallback: string): string {
  const wanted = acceptedLanguages(acceptLanguage)
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
