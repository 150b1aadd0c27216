import { addressKey } from './old-address.ts'

/** Where an old address leads; all as `addressKey` gives it. */
export interface MapLine {
  old: string
  now: string
  /** From 1 on. */
  line: number
}

/** What a host says of where old addresses are now. */
export interface AddressMap {
  map: MapLine[]
  /** Lines that name an old address and no new one, from 1 on. */
  open: number[]
  /** Lines that can't be read. */
  wrong: number[]
}

/** Reads a line for each address: the old one, a tab or spaces, the new one. Empty lines and those of `#` say nothing. */
export function readAddressMap(text: string): AddressMap {
  const read: AddressMap = { map: [], open: [], wrong: [] }
  for (const [index, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const [old = '', now = '', more = ''] = line.split(line.includes('\t') ? '\t' : /\s+/)
    const keys = [addressKey(old), now.trim() === '' ? '' : addressKey(now)]
    const [from, to] = keys
    if (from == null || to == null || more.trim() !== '') read.wrong.push(index + 1)
    else if (to === '') read.open.push(index + 1)
    else read.map.push({ old: from, now: to, line: index + 1 })
  }
  return read
}

/** The lines by their old addresses; of two that begin with the same one the later. */
export const byOld = (map: readonly MapLine[]): ReadonlyMap<string, MapLine> =>
  new Map(map.map(line => [line.old, line]))
