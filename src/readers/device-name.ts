import Bowser from 'bowser'

/**
 * What a person would call the device of a User-Agent header, such as “Firefox, Linux”; null when that is not known. The
 * same few come again and again, and to read one takes a good part of a millisecond.
 */
export function deviceName(userAgent: string | null): string | null {
  if (!userAgent) return null
  const known = names.get(userAgent)
  if (known !== undefined) return known
  const { browser, os, platform } = Bowser.parse(userAgent)
  const parts = [browser.name, platform.model ?? os.name].flatMap(name => (name ? shorter(name) : []))
  const name = parts.length > 0 ? parts.join(', ') : null
  if (names.size >= mostNames) names.clear()
  names.set(userAgent, name)
  return name
}

const names = new Map<string, string | null>()
const mostNames = 1_000

/** As people call them. */
const shorter = (name: string) =>
  name
    .replace(/^Microsoft (?=Edge)/, '')
    .replace(/ for Android$/, '')
    .replace('Chrome OS', 'ChromeOS')
