// What the linter warns of is what is tried out here.
// oxlint-disable typescript/restrict-template-expressions, typescript/no-misused-spread, typescript/no-base-to-string
import { format, inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { openLog } from '../../src/log.ts'
import { Email, foldEmail, hashEmail, openEmail, whoWrites } from '../../src/readers/email.ts'
import { keyRing } from '../../src/keys.ts'
import { testKeys } from '../support/keys.ts'

function email(text: string): Email {
  const parsed = Email.parse(text)
  if (parsed === null) throw new Error(`${text} is no address`)
  return parsed
}

describe('what an address accepts is what a browser accepts:', () => {
  test.each([
    'a@b',
    'mara+comments@lindqvist.example',
    "o'hara@example.org",
    `${'x'.repeat(245)}@b.example`.slice(-254),
  ])('%s', text => {
    expect(openEmail(email(text))).toBe(text)
  })

  test.each([
    '',
    '@',
    'mara',
    'mara@',
    '@example.org',
    'a b@example.org',
    'a@b@c.example',
    'mara@-x.example',
    'mara@exam_ple.org',
    'mara@example..org',
    'mara@example.org\r\nBcc: x@y.example',
    '<mara@example.org>',
    `mara@${'x'.repeat(64)}.example`,
    `${'x'.repeat(246)}@b.example`,
  ])('but not %j', text => {
    expect(Email.parse(text)).toBeNull()
  })

  test('an international domain counts in its ASCII form', () => {
    expect(openEmail(email('lin@例え.jp'))).toBe('lin@xn--r8jz45g.jp')
  })
})

test('an address shows itself to nobody who prints, joins, logs, copies or searches it', () => {
  const address = email('Zq.Canary@nest.example')
  const lines: string[] = []
  openLog('info', { write: line => void lines.push(line) }).info({ address, who: { address } }, `${address}`)
  const shown = {
    string: String(address),
    template: `${address}`,
    list: [address].join(),
    json: JSON.stringify({ address, list: [address] }),
    inspected: inspect({ address }, { depth: 9 }),
    naked: inspect(address, { customInspect: false, showHidden: true, getters: true }),
    formatted: format('%s %o %O %j', address, address, address, address),
    error: inspect(new Error(`no such ${address}`, { cause: address })),
    keys: [...Object.keys(address), ...Reflect.ownKeys(address)].map(String).join(),
    entries: inspect({ ...address }),
    copied: inspect(structuredClone({ ...address })),
    logged: lines.join(),
  }
  expect(shown).toMatchObject({
    string: '[email]',
    template: '[email]',
    json: '{"address":"[email]","list":["[email]"]}',
    inspected: '{ address: [email] }',
  })
  expect(shown.logged).toContain('"address":"[email]"')
  const showing = Object.entries(shown).filter(([, text]) => /canary|nest/i.test(text))
  expect(showing).toEqual([])
})

test('two ways of writing one mailbox are one person; another, or a name alone, is another', () => {
  const { current } = testKeys
  expect(foldEmail(email('Mara@Lindqvist.example'))).toBe('mara@lindqvist.example')
  const mara = whoWrites(current, email('Mara@Lindqvist.example'), 'Mara')
  expect(whoWrites(current, email('mara@lindqvist.EXAMPLE'), 'M.')).toBe(mara)
  expect(whoWrites(current, email('mara@lindqvist.example.org'), 'Mara')).not.toBe(mara)
  expect(whoWrites(current, null, 'mara@lindqvist.example')).not.toBe(mara)
  expect(whoWrites(current, null, 'MARA')).toBe(whoWrites(current, null, 'mara'))
})

test('an address has another hash under each key, however often it is asked for', () => {
  const [one, other] = [keyRing('one '.repeat(10), []).current, keyRing('other '.repeat(10), []).current]
  const mara = email('mara@lindqvist.example')
  const hashes = [one, other, one, other].map(keys => hashEmail(keys, mara).toString('hex'))
  expect(hashes.slice(0, 2)).toEqual(hashes.slice(2))
  expect(hashes[0]).not.toBe(hashes[1])
  expect(hashes[1]).toBe(hashEmail(other, email('Mara@lindqvist.example')).toString('hex'))
})
