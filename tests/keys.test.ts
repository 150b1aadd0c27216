import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadKeys } from '../src/keys.ts'

const one = 'one secret of more than thirty-two characters'
const two = 'another secret, of more than thirty-two too'
const from = (secretKey: string | null, previousSecretKeys: string[] = [], dataDir = '/nowhere') =>
  loadKeys({ secretKey, previousSecretKeys, dataDir })

describe('keys made of a secret', () => {
  test('are the same whenever they are made, and others for another secret', () => {
    expect(from(one).current.derive('contact')).toEqual(from(one).current.derive('contact'))
    expect(from(one).current.derive('contact')).not.toEqual(from(two).current.derive('contact'))
  })

  test('differ by what they are for, so that a signature of one kind is none of another', () => {
    const { current } = from(one)
    expect(current.derive('contact')).not.toEqual(current.derive('contact-hash'))
    expect(current.sign('cookie', 'comment', 1)).not.toEqual(current.sign('avatar', 'comment', 1))
  })

  test('sign each part for itself: no two lists of parts have one signature', () => {
    const { current } = from(one)
    const signatures = [
      current.sign('cookie', 'a', 'bc'),
      current.sign('cookie', 'ab', 'c'),
      current.sign('cookie', 'abc'),
      current.sign('cookie', 'a","bc'),
      current.sign('cookie', 'comment', 1),
      current.sign('cookie', 'comment', '1'),
    ]
    expect(new Set(signatures.map(bytes => bytes.toString('hex'))).size).toBe(signatures.length)
  })

  test('of a rotation stay, in their order, behind the current one', () => {
    const ring = from(one, [two])
    expect(ring.current.derive('contact')).toEqual(from(one).current.derive('contact'))
    expect(ring.previous.map(keys => keys.derive('contact'))).toEqual([from(two).current.derive('contact')])
  })
})

describe('a secret in the data folder', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'afterword-keys-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('is made once, for its owner’s eyes alone', async () => {
    const data = join(folder, 'data')
    const first = from(null, [], data).current.derive('contact')
    expect(from(null, [], data).current.derive('contact')).toEqual(first)
    expect((await stat(join(data, 'secret-key'))).mode & 0o777).toBe(0o600)
    expect((await readFile(join(data, 'secret-key'), 'utf8')).trim()).toMatch(/^[\w-]{43}$/)
    expect(from(null, [], join(folder, 'other')).current.derive('contact')).not.toEqual(first)
  })

  test('is refused when it was cut short, rather than replaced', async () => {
    await writeFile(join(folder, 'secret-key'), 'short\n')
    expect(() => from(null, [], folder)).toThrow('too short to be a key')
    expect(await readFile(join(folder, 'secret-key'), 'utf8')).toBe('short\n')
  })
})
