import type { Thrown } from '../../posts/trash.ts'
import { readCount, readId } from '../../http/input/params.ts'

/** What was thrown away, as an address and a form say it. */
export const thrownAs = ({ id, was, at }: Thrown): string => `${id}.${was}.${at}`

/** Reads that; what says nothing is left out. */
export function readThrown(text: string): Thrown[] {
  const [first = '', word, time = ''] = text.split('.')
  const [id, was, at] = [readId(first), states.find(known => known === word), readCount(time)]
  return id === null || was === undefined || at === null ? [] : [{ id, was, at }]
}

const states = ['draft', 'published', 'private'] as const
