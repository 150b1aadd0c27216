import type { Thrown } from '../../posts/trash.ts'
import { readId } from '../../http/input/params.ts'

/** What was thrown away, as an address and a form say it. */
export const thrownAs = ({ id, was }: Thrown): string => `${id}.${was}`

/** Reads that; what says nothing is left out. */
export function readThrown(text: string): Thrown[] {
  const [first = '', word] = text.split('.')
  const [id, was] = [readId(first), states.find(known => known === word)]
  return id === null || was === undefined ? [] : [{ id, was }]
}

const states = ['draft', 'published', 'private'] as const
