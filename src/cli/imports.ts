import { parseArgs } from 'node:util'
import { readFile } from 'node:fs/promises'
import type { Services } from '../http/context.ts'
import type { CommandTexts } from '../i18n/command-line.ts'
import { byOld, type MapLine, readAddressMap } from '../transfer/address-map.ts'
import { attachAside } from '../transfer/attach.ts'
import { listAside } from '../transfer/aside.ts'
import { addressOfThread } from '../transfer/find-article.ts'
import { findImport, listImports, type PastImport } from '../transfer/moves/imports.ts'
import { readTakingBack } from '../transfer/moves/take-back.ts'
import { takeBack } from '../transfer/take-back.ts'
import { type Command, notUnderstood, type Output, UsageError } from './command.ts'
import { writeReport } from './import-report.ts'

type Input =
  | { action: 'list' }
  | { action: 'aside' }
  | { action: 'show'; id: number }
  | { action: 'take-back'; id: number }
  | { action: 'attach'; map: GivenMap | null }

/** What was imported, what waits for its article, and how to take an import back. */
export const importsCommand: Command<Input> = {
  usage: 'imports [list] | show ID | take-back ID | aside | attach [--map FILE]',
  summary: ({ summaries }) => summaries.imports,
  stopsItself: true,

  async prepare(args, { texts }) {
    const { values, positionals } = parsed(args, texts)
    const { imports: says } = texts
    const [action = 'list', ...rest] = positionals
    if (values.map !== undefined && action !== 'attach') throw new UsageError(says.mapIsForAttach)
    if (action === 'show') return { action, id: idOf(rest, action, says) }
    if (action === 'take-back') return { action, id: idOf(rest, action, says) }
    if (rest.length > 0) throw new UsageError(says.noPart(action, rest[0] ?? ''))
    if (action === 'attach')
      return { action, map: values.map === undefined ? null : await readMap(values.map, texts) }
    if (action === 'list') return { action }
    if (action === 'aside') return { action }
    throw new UsageError(says.noSuchAction(action, this.usage))
  },

  async run(services, input, output) {
    if (input.action === 'list') return list(services, output)
    if (input.action === 'show') return show(services, input.id, output)
    if (input.action === 'take-back') return takeImportBack(services, input.id, output)
    if (input.action === 'aside') return aside(services, output)
    const { db, keys: ring, settings } = services
    const mapped = byOld(input.map?.lines ?? [])
    const asked = { db, ring, settings: await settings.current(), mapped, actor: 'command line' }
    const { came, nowhere } = await attachAside(asked)
    output.line(output.texts.imports.attached(came))
    return tellNowhere(input.map, nowhere, output)
  },
}

function parsed(args: string[], texts: CommandTexts) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { map: { type: 'string' } } })
  } catch (error) {
    throw notUnderstood(error, texts)
  }
}

type Says = CommandTexts['imports']

function idOf(words: readonly string[], action: string, says: Says): number {
  const [word = '', ...others] = words
  if (!/^\d{1,15}$/.test(word) || others.length > 0) throw new UsageError(says.which(action))
  return Number(word)
}

/** A file that says where old addresses are now. */
export interface GivenMap {
  /** As it was named. */
  path: string
  lines: MapLine[]
}

/** A line for each address: the old one, a tab, the new one. Throws UsageError, which names each line that is none. */
export async function readMap(path: string, { imports: says }: CommandTexts): Promise<GivenMap> {
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) throw new UsageError(says.mapUnreadable(path))
  const { map, open, wrong } = readAddressMap(text)
  const broken = [...open, ...wrong].sort((a, b) => a - b)
  if (broken.length > 0) throw new UsageError(broken.map(line => says.mapWrong(path, line)).join('\n'))
  return { path, lines: map }
}

/** Names the lines of a map at whose new addresses no article is; returns the exit code. */
export function tellNowhere(given: GivenMap | null, nowhere: readonly MapLine[], output: Output): number {
  for (const { line, now } of nowhere)
    output.problem(output.texts.imports.leadsNowhere(`${given?.path}:${line}`, now))
  return nowhere.length === 0 ? 0 : 1
}

const atOnce = 100

async function list({ db }: Services, output: Output): Promise<number> {
  let before: number | null = null
  do {
    const { imports, next } = await listImports(db, before, atOnce)
    if (before === null && imports.length === 0) output.line(output.texts.imports.none)
    for (const one of imports) output.line(lineOf(one, output.texts.imports))
    before = next
  } while (before !== null)
  return 0
}

function lineOf(past: PastImport, says: Says): string {
  const { id, source, site, file, actor, begunAt, report, takenBackAt } = past
  const from = site === '' ? source : `${source} (${site})`
  const what = report === null ? says.cutOff : says.added(report.articles.added, report.comments.added)
  const end = takenBackAt === null ? '' : says.takenBackOn(dayOf(takenBackAt))
  return `${id}  ${dayOf(begunAt)}  ${says.from(from, file, actor, what)}${end}`
}

const dayOf = (time: Date) => time.toISOString().slice(0, 16).replace('T', ' ')

async function show({ db }: Services, id: number, output: Output): Promise<number> {
  const found = await findImport(db, id)
  if (!found) return noSuch(id, output)
  output.line(lineOf(found, output.texts.imports))
  if (found.report) await writeReport(found.report, output)
  const { imports: says } = output.texts
  for (const { line, now } of found.report?.nowhere ?? [])
    output.problem(`  ${says.leadsNowhere(says.lineOfMap(line), now)}`)
  return 0
}

/** Takes an import back, and says what became of what it had added; returns the exit code. */
export async function takeImportBack({ db }: Services, id: number, output: Output): Promise<number> {
  const { imports: says } = output.texts
  const isStopped = () => output.signal?.aborted === true
  const before = await findImport(db, id)
  if (before?.takenBackAt && (await readTakingBack(db, id))?.state === 'whole') {
    output.line(says.alreadyTakenBack(id, dayOf(before.takenBackAt)))
    return 0
  }
  const taken = await takeBack(db, id, { kind: 'command' }, () => !isStopped())
  if (!taken) return noSuch(id, output)
  output.line(says.takenBack(taken.articles, taken.comments, id))
  if (taken.places > 0) output.line(says.places(taken.places))
  if (taken.addresses > 0) output.line(says.addressesGone(taken.addresses))
  if (taken.aside > 0) output.line(says.asideGone(taken.aside))
  for (const { title, slug, why } of taken.kept) output.line(says.stays(title, slug, says.kept[why]))
  if (isStopped()) output.problem(says.stopped)
  return isStopped() ? 1 : 0
}

function noSuch(id: number, output: Output): number {
  output.problem(output.texts.imports.notThere(id))
  return 1
}

async function aside({ db }: Services, output: Output): Promise<number> {
  const { imports: says } = output.texts
  const waiting = await listAside(db)
  if (waiting.length === 0) output.line(says.noneWaits)
  for (const { source, site, address, comments } of waiting)
    output.line(`${comments}  ${addressOfThread(address)}  (${source}${site === '' ? '' : `, ${site}`})`)
  if (waiting.length > 0) output.line(says.waiting)
  return 0
}
