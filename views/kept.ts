import type { JSX } from 'hono/jsx/jsx-runtime'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { Messages } from '../src/i18n/messages.ts'
import { html } from './html.ts'

const parts = new WeakMap<Messages, Map<string, HtmlEscapedString>>()

/**
 * The HTML of a part that is the same on page after page, made once in each language: `name` says which it is, and whatever
 * else it differs by, of which there have to be few. Nothing of one reader, or of one article, may be in it.
 */
export function keptPart(t: Messages, name: string, make: () => JSX.Element): HtmlEscapedString {
  const ofLanguage = parts.get(t) ?? new Map<string, HtmlEscapedString>()
  parts.set(t, ofLanguage)
  const known = ofLanguage.get(name)
  if (known !== undefined) return known
  const made = html`${make()}`
  ofLanguage.set(name, made)
  return made
}
