import { beginningOf } from '../text/cut.ts'
import { normalized } from '../text/marks.ts'
import { mostNameLength } from './limits.ts'

/** A file's name as it is kept: without what is before its last slash, control characters, and the end of a long one. */
export function plainName(name: string): string {
  const last = name.toWellFormed().split(/[/\\]/).at(-1) ?? ''
  const clean = last.replace(/\p{Cc}/gu, '').trim()
  if (clean.length <= mostNameLength) return clean || 'file'
  const ending = clean.match(/\.[a-z0-9]{1,8}$/i)?.[0] ?? ''
  return `${beginningOf(clean, mostNameLength - ending.length)}${ending}`
}

/** The same as a part of an address: letters and digits of any script, hyphens, and its ending, or another for it. */
export function fileNameOf(name: string, ending: string): string {
  const [, stem = '', own = ''] = normalized(plainName(name)).match(/^(.*?)(\.[a-z0-9]{1,8})?$/is) ?? []
  const words = stem
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  return `${beginningOf(words || 'file', 80)}${(ending || own).toLowerCase()}`
}
