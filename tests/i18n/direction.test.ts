import { expect, test } from 'vitest'
import { directionOf, directionWithin, isolated } from '../../src/i18n/direction.ts'

test.each([
  ['ar', 'rtl'],
  ['ar-EG', 'rtl'],
  ['he', 'rtl'],
  ['fa', 'rtl'],
  ['ur', 'rtl'],
  ['ps', 'rtl'],
  ['ckb', 'rtl'],
  ['yi', 'rtl'],
  ['dv', 'rtl'],
  ['syr', 'rtl'],
  ['nqo', 'rtl'],
  ['ug', 'rtl'],
  ['ks', 'rtl'],
  ['pa-Arab', 'rtl'],
  ['az-Arab', 'rtl'],
  ['ff-Adlm', 'rtl'],
  ['en', 'ltr'],
  ['ja', 'ltr'],
  ['zh-TW', 'ltr'],
  ['pa', 'ltr'],
  ['ku', 'ltr'],
  ['az', 'ltr'],
  ['tr', 'ltr'],
  ['', 'auto'],
  ['not a language', 'auto'],
])('"%s" runs %s', (language, direction) => {
  expect(directionOf(language)).toBe(direction)
})

test('a direction is said where it is another', () => {
  expect([directionWithin('ar', 'en'), directionWithin('en', 'ar'), directionWithin('he', 'ar')]).toEqual([
    'rtl',
    'ltr',
    undefined,
  ])
})

test('a name is isolated where it would turn a sentence', () => {
  expect([isolated('Mara'), isolated('مها')]).toEqual(['Mara', '\u2068مها\u2069'])
})
