import { describe, expect, test } from 'vitest'
import { fingerprintOf, keyRing } from '../src/keys.ts'

const one = 'one secret of more than thirty-two characters'
const two = 'another secret, of more than thirty-two too'
const from = (secret: string, previous: string[] = []) => keyRing(secret, previous)

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

describe('what a database knows its key by', () => {
  test('is the same for one key, another for another, and none of the keys derived from it', () => {
    const { current } = from(one)
    expect(fingerprintOf(current)).toEqual(fingerprintOf(from(one, [two]).current))
    expect(fingerprintOf(current)).not.toEqual(fingerprintOf(from(two).current))
    expect(fingerprintOf(current)).not.toEqual(current.derive('fingerprint'))
  })
})
