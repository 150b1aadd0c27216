import { addressKey } from './old-address.ts'

/** What a host says of where old addresses are now. */
export interface AddressMap {
  /** Old addresses and new ones, as `addressKey` gives them. */
  map: [string, string][]
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
    else read.map.push([from, to])
  }
  return read
}
