import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { messagesLocale } from '../../src/config.ts'
import { commandTexts, shippedFor } from '../../src/i18n/command-line.ts'
import { languages } from '../../src/i18n/messages.ts'
import { textsOf } from './texts-of.ts'

test.each([
  ['zh_CN.UTF-8', 'zh-CN'],
  ['zh_SG.utf8', 'zh-CN'],
  ['zh-CN', 'zh-CN'],
  ['de_AT.UTF-8@euro', 'de'],
  ['ja', 'ja'],
  ['en_GB.UTF-8', 'en'],
  // Traditional Chinese is not shipped, nor is what they read who set these.
  ['zh_TW.UTF-8', 'en'],
  ['fr_FR.UTF-8', 'en'],
  // A terminal that reads no UTF-8 can show English alone.
  ['ja_JP.eucJP', 'en'],
  ...['C', 'C.UTF-8', 'POSIX', '', '../de', '.UTF-8', '%'].map(name => [name, 'en']),
])('a terminal whose locale is "%s" reads %s', (locale, language) => {
  expect(shippedFor(locale ?? '', languages)).toBe(language)
})

test('the first of LC_ALL, LC_MESSAGES and LANG that says something decides', () => {
  const LANG = 'de_DE.UTF-8'
  expect(messagesLocale({ LC_ALL: 'ja_JP.UTF-8', LC_MESSAGES: 'C', LANG })).toBe('ja_JP.UTF-8')
  expect(messagesLocale({ LC_ALL: '', LC_MESSAGES: 'C', LANG })).toBe('C')
  expect(messagesLocale({ LANG })).toBe(LANG)
  expect(messagesLocale({})).toBe('C')
})

describe('the command line', async () => {
  // Sizes are told in units of their own.
  const wordsOf = async (language: string) =>
    new Map(textsOf(await commandTexts(language)).filter(([way]) => way !== 'doctor.found.free'))
  const english = await wordsOf('en')

  test('speaks every language of the interface', async () => {
    const folders = await readdir(join(import.meta.dirname, '..', '..', 'src', 'i18n', 'languages'))
    const spoken = await Promise.all(folders.map(async folder => (await commandTexts(folder)).tag))
    expect(spoken.toSorted()).toEqual([...languages].toSorted())
  })

  test.each(languages.filter(language => language !== 'en'))(
    'says in %s all that English says, and names what it names',
    async language => {
      const texts = await wordsOf(language)
      expect([...texts.keys()].toSorted()).toEqual([...english.keys()].toSorted())
      const shared =
        language === 'de'
          ? ['comments.name', 'comments.website', 'comments.states.spam', 'doctor.subjects.schema']
          : []
      const left = [...texts].filter(
        ([way, text]) =>
          text === english.get(way) &&
          !shared.includes(way) &&
          /\p{L}{3}/u.test(text.replace(/SITE|LAST|FOURTH/g, '')),
      )
      expect(left).toEqual([])
      for (const [way, text] of texts) {
        const said = english.get(way) ?? ''
        expect(`${way}: ${text}`).not.toMatch(/: \s*$|undefined|NaN/)
        // Arguments, variables, commands and options stay what they are.
        const names = /\b7\b|SITE|LAST|FOURTH|\bFILE\b|[A-Z]+_[A-Z_]+|(?<!\w)--[a-z-]+|comments list/g
        const namesIn = (words: string) => (words.match(names) ?? []).toSorted()
        expect([way, ...namesIn(text)]).toEqual([way, ...namesIn(said)])
      }
    },
  )
})
