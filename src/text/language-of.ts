/**
 * A guess at the language a text is written in, by its script, for hyphenation and for screen readers.
 * Where a script serves many languages, the first of the likely ones (BCP 47 tags) that is written in it.
 */
export function languageOf(text: string, likely: readonly string[]): string {
  const script = scriptOf(text)
  return likely.find(language => scriptsOf(language).includes(script)) ?? defaultLanguage[script]
}

type Script = 'kana' | 'han' | 'hangul' | 'cyrillic' | 'latin'

const defaultLanguage: Record<Script, string> = {
  kana: 'ja',
  han: 'zh',
  hangul: 'ko',
  cyrillic: 'ru',
  latin: 'en',
}

function scriptOf(text: string): Script {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const share = (pattern: RegExp) => (text.match(pattern)?.length ?? 0) / Math.max(letters, 1)
  // Chinese never holds kana; Japanese is rarely a tenth without it.
  if (share(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu) > 0.1) return 'kana'
  if (share(/\p{Script=Hangul}/gu) > 0.3) return 'hangul'
  if (share(/\p{Script=Han}/gu) > 0.3) return 'han'
  if (share(/\p{Script=Cyrillic}/gu) > 0.3) return 'cyrillic'
  return 'latin'
}

function scriptsOf(language: string): readonly Script[] {
  const primary = language.split('-')[0]
  if (primary === 'zh') return ['han']
  if (primary === 'ja') return ['kana', 'han']
  if (primary === 'ko') return ['hangul']
  if (primary === 'ru' || primary === 'uk' || primary === 'bg') return ['cyrillic']
  return ['latin']
}
