import { timeIn } from '../times.ts'
import type { Matter } from './front-matter.ts'

export type Fields = Readonly<Record<string, Matter>>

/** The first of some names that says something, as one line of text; empty if none does. */
export function textField(fields: Fields, ...names: string[]): string {
  for (const name of names) {
    const value = fields[name]
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
  }
  return ''
}

/** The texts of some fields, one after the other; of a list in a list each. */
export const listField = (fields: Fields, ...names: string[]): string[] =>
  names.flatMap(name => textsOf(fields[name] ?? '')).filter(text => text !== '')

function textsOf(value: Matter): string[] {
  if (typeof value === 'string') return [value.trim()]
  if (Array.isArray(value)) return value.flatMap(textsOf)
  return typeof value['name'] === 'string' ? [value['name'].trim()] : []
}

/** Whether a field says yes or no; null where it says neither. */
export function flagField(fields: Fields, name: string): boolean | null {
  const text = textField(fields, name).toLowerCase()
  if (/^(?:true|yes|on|1)$/.test(text)) return true
  return /^(?:false|no|off|0)$/.test(text) ? false : null
}

/** The first of some names that is a time; undefined where one says something that is none. */
export function timeField(fields: Fields, timeZone: string, ...names: string[]): Date | null | undefined {
  const text = textField(fields, ...names)
  return text === '' ? null : (timeIn(text, timeZone) ?? undefined)
}

/** An entry of a field that holds entries, such as `cover.image`; or the field itself where it is a text. */
export function partField(fields: Fields, names: readonly string[], parts: readonly string[]): string {
  for (const name of names) {
    const value = fields[name]
    if (typeof value === 'string' && value.trim() !== '') return parts.length > 0 ? value.trim() : ''
    if (typeof value !== 'object' || Array.isArray(value)) continue
    const found = textField(value, ...parts)
    if (found !== '') return found
  }
  return ''
}

/** How far along a picture its point is, per cent; in the middle where nothing is said. */
export function pointField(fields: Fields, names: readonly string[], part: 'x' | 'y'): number {
  const said = Number(partField(fields, names, [part]) || Number.NaN)
  return said >= 0 && said <= 100 ? said : 50
}
