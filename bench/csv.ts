import { readFileSync } from 'node:fs'
import type { Labelled } from '../tests/support/said.ts'

/** What columns may be called. */
const names = {
  text: ['text', 'comment', 'content', 'message', 'v2'],
  label: ['label', 'class', 'spam', 'is_spam', 'v1'],
  name: ['name', 'author'],
  website: ['website', 'url'],
  time: ['time', 'date', 'created_at'],
} as const

const isSpam = /^(?:spam|1|true|yes|t)$/i

/** Reads comments from a CSV (RFC 4180) with a line of names, in the order of their times where they have some. */
export function readLabelled(path: string): Labelled[] {
  const [head = [], ...lines] = recordsOf(readFileSync(path, 'utf8').replace(/^\ufeff/, ''))
  const columnOf = (of: keyof typeof names) =>
    head.findIndex(title => names[of].some(name => name === title.trim().toLowerCase()))
  const [text, label, name, website, time] = [
    columnOf('text'),
    columnOf('label'),
    columnOf('name'),
    columnOf('website'),
    columnOf('time'),
  ]
  if (text < 0 || label < 0) throw new Error(`${path} has no column "text" or none "label".`)
  const read = lines
    .filter(line => line.length > Math.max(text, label))
    .map(line => ({
      text: line[text] ?? '',
      name: line[name] ?? '',
      website: line[website] || null,
      isSpam: isSpam.test((line[label] ?? '').trim()),
      at: Date.parse(line[time] ?? ''),
    }))
  return read.every(({ at }) => !Number.isNaN(at)) ? read.toSorted((a, b) => a.at - b.at) : read
}

/** Fields may be quoted, hold line ends, and quotes written twice. */
function recordsOf(csv: string): string[][] {
  const records: string[][] = []
  let record: string[] = []
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\r|$)/g)) {
    record.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    if (record.length > 1 || record[0] !== '') records.push(record)
    record = []
  }
  return records
}
