import { parseArgs } from 'node:util'
import { readFile } from 'node:fs/promises'
import type { Services } from '../http/context.ts'
import type { CommandTexts } from '../i18n/command-line.ts'
import { readAddressMap } from '../transfer/address-map.ts'
import { attachAside } from '../transfer/attach.ts'
import { listAside } from '../transfer/aside.ts'
import { addressOfThread } from '../transfer/find-article.ts'
import { findImport, listImports, type PastImport } from '../transfer/moves/imports.ts'
import { takeBack } from '../transfer/take-back.ts'
import { type Command, notUnderstood, type Output, UsageError } from './command.ts'
import { writeReport } from './import-report.ts'

type Input =
  | { action: 'list' }
  | { action: 'aside' }
  | { action: 'show'; id: number }
  | { action: 'take-back'; id: number }
  | { action: 'attach'; map: [string, string][] }

/** What was imported, what waits for its article, and how to take an import back. */
export const importsCommand: Command<Input> = {
  usage: 'imports [list] | show ID | take-back ID | aside | attach [--map FILE]',
  summary: ({ summaries }) => summaries.imports,
  stopsItself: true,

  async prepare(args, { texts }) {
    const { values, positionals } = parsed(args, texts)
    const [action = 'list', ...rest] = positionals
    if (values.map !== undefined && action !== 'attach') throw new UsageError('--map is for imports attach.')
    if (action === 'show') return { action, id: idOf(rest, action) }
    if (action === 'take-back') return { action, id: idOf(rest, action) }
    if (rest.length > 0) throw new UsageError(`imports ${action}: "${rest[0]}" is no part of it.`)
    if (action === 'attach') return { action, map: values.map === undefined ? [] : await readMap(values.map) }
    if (action === 'list') return { action }
    if (action === 'aside') return { action }
    throw new UsageError(`imports ${action}: there is only ${this.usage}`)
  },

  async run(services, input, output) {
    if (input.action === 'list') return list(services, output)
    if (input.action === 'show') return show(services, input.id, output)
    if (input.action === 'take-back') return takeImportBack(services, input.id, output)
    if (input.action === 'aside') return aside(services, output)
    const { db, keys: ring, settings } = services
    const mapped = new Map(input.map)
    const asked = { db, ring, settings: await settings.current(), mapped, actor: 'command line' }
    output.line(`${await attachAside(asked)} comments came in that had waited for their articles.`)
    return 0
  },
}

function parsed(args: string[], texts: CommandTexts) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { map: { type: 'string' } } })
  } catch (error) {
    throw notUnderstood(error, texts)
  }
}

function idOf(words: readonly string[], action: string): number {
  const [word = '', ...others] = words
  if (!/^\d{1,15}$/.test(word) || others.length > 0)
    throw new UsageError(`Which import? Give its number, as "imports" lists it: imports ${action} 3`)
  return Number(word)
}

/** A line for each address: the old one, a tab, the new one. Throws UsageError. */
export async function readMap(path: string): Promise<[string, string][]> {
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) throw new UsageError(`The map ${path} can’t be read.`)
  const { map, open, wrong } = readAddressMap(text)
  const [line] = [...open, ...wrong].sort((a, b) => a - b)
  if (line !== undefined) throw new UsageError(`${path}:${line}: a line is an old address, a tab, a new one.`)
  return map
}

const atOnce = 100

async function list({ db }: Services, output: Output): Promise<number> {
  let before: number | null = null
  do {
    const { imports, next } = await listImports(db, before, atOnce)
    if (before === null && imports.length === 0) output.line('Nothing was imported yet.')
    for (const one of imports) output.line(lineOf(one))
    before = next
  } while (before !== null)
  return 0
}

function lineOf({ id, source, site, file, actor, begunAt, report, takenBackAt }: PastImport): string {
  const from = site === '' ? source : `${source} (${site})`
  const what =
    report === null
      ? 'cut off: run it again'
      : `${report.articles.added} articles and ${report.comments.added} comments added`
  const end = takenBackAt === null ? '' : `, taken back ${dayOf(takenBackAt)}`
  return `${id}  ${dayOf(begunAt)}  ${from}, ${file}, by ${actor}: ${what}${end}`
}

const dayOf = (time: Date) => time.toISOString().slice(0, 16).replace('T', ' ')

async function show({ db }: Services, id: number, output: Output): Promise<number> {
  const found = await findImport(db, id)
  if (!found) return noSuch(id, output)
  output.line(lineOf(found))
  if (found.report) writeReport(found.report, output)
  return 0
}

/** Takes an import back, and says what became of what it had added; returns the exit code. */
export async function takeImportBack({ db }: Services, id: number, output: Output): Promise<number> {
  const isStopped = () => output.signal?.aborted === true
  const taken = await takeBack(db, id, { kind: 'command' }, () => !isStopped())
  if (!taken) return noSuch(id, output)
  output.line(`${taken.articles} articles and ${taken.comments} comments of import ${id} were taken back.`)
  if (taken.places > 0)
    output.line(`${taken.places} comments that others have answered since are places without words.`)
  if (taken.aside > 0) output.line(`${taken.aside} that were kept aside are gone.`)
  for (const { title, slug, why } of taken.kept)
    output.line(
      `"${title}" (${slug}) stays: ${why === 'edited' ? 'it was edited here' : 'others have commented on it'}.`,
    )
  if (isStopped()) output.problem('It was stopped before all was taken back. Run it again to go on.')
  return isStopped() ? 1 : 0
}

function noSuch(id: number, output: Output): number {
  output.problem(`There is no import ${id}. "imports" lists those there are.`)
  return 1
}

async function aside({ db }: Services, output: Output): Promise<number> {
  const waiting = await listAside(db)
  if (waiting.length === 0) output.line('No comment waits for an article.')
  for (const { source, site, address, comments } of waiting)
    output.line(`${comments}  ${addressOfThread(address)}  (${source}${site === '' ? '' : `, ${site}`})`)
  if (waiting.length > 0)
    output.line(
      'They come in once the article does, or with "imports attach --map FILE" and lines of old and new addresses.',
    )
  return 0
}
