import { hash } from 'node:crypto'
import type { Group, Mark, Tokens } from './tokens.ts'
import { groups } from './tokens.ts'

/** A word with the hashes of what it is known by. */
export interface HashedWord {
  text: string
  hashes: readonly number[]
}

/** What is known of a comment beside its words, with its hash. */
export interface HashedMark extends Omit<Mark, 'group' | 'key'> {
  hash: number
}

/** A comment as a set of hashes, with the words that they come from. */
export interface Hashed {
  words: readonly HashedWord[]
  marks: readonly HashedMark[]
  /** All of them, each once. */
  all: readonly number[]
}

/**
 * Hashes tokens under a site's salt: of a number the words can't be told, and nobody else can make two that collide.
 * 51 bits of SHA-1, and the group below them: what a token weighs follows from a set of hashes alone, and each is a
 * whole number that JavaScript holds. Two bits tell four groups apart; the fifth is below zero.
 */
export function hashTokens(salt: string, { words, marks }: Tokens): Hashed {
  const known = new Map<string, number>()
  const hashOf = (key: string, group: Group) => {
    const found = known.get(key) ?? hashed(`${salt} ${key}`, group)
    known.set(key, found)
    return found
  }
  const hashedWords = words.map(({ text, keys }) => ({
    text,
    hashes: keys.map(key => hashOf(key, groups.text)),
  }))
  const hashedMarks = marks.map(({ group, key, ...mark }) => ({ ...mark, hash: hashOf(`m ${key}`, group) }))
  return { words: hashedWords, marks: hashedMarks, all: [...new Set(known.values())] }
}

function hashed(text: string, group: Group): number {
  const digest = hash('sha1', text, 'buffer')
  const number = (digest.readUIntBE(0, 6) * 8 + (digest.readUInt8(6) % 8)) * 4
  return group === groups.sender ? -number - 1 : number + group
}

/** Which group the token is of that has a hash. */
export const groupOf = (hash: number): number => (hash < 0 ? groups.sender : hash % 4)
