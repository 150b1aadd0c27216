import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import type { Services } from '../http/context.ts'
import { byOld, type MapLine } from '../transfer/address-map.ts'
import type { FindFile } from '../transfer/files/find-file.ts'
import type { Format } from '../transfer/format.ts'
import { afterword, formatNamed, guessFormat, type Kind, looksLikeAnother } from '../transfer/formats.ts'
import { openSource, type Source } from '../transfer/open-file.ts'
import type { CommandTexts } from '../i18n/command-line.ts'
import { BackupRefused, isBackup } from '../transfer/out/backup-file.ts'
import { bringSite, lookThroughSite } from '../transfer/out/site-file.ts'
import { bringIn } from '../transfer/store.ts'
import { SeveralSites } from '../transfer/stream.ts'
import type { Output } from './command.ts'
import { fileTrouble } from './file-trouble.ts'
import { progressTo, writeReport } from './import-report.ts'
import type { GivenMap } from './imports.ts'

/** What is asked of an import of a file. */
interface Asked {
  site: string | null
  map: GivenMap | null
  dryRun: boolean
  find: FindFile | null
}

/** Whether all of a file came in; and the lines of the map that lead nowhere, null where it was not asked for them. */
interface Imported {
  isWhole: boolean
  astray: MapLine[] | null
}

/** A file or a folder that can be read, and what it is. */
export interface Looked {
  path: string
  source: Source
  /** Null: the whole of another Afterword. */
  format: Format | null
}

/** Looks at what is to come in, and brings nothing in: where it can't be, says why and returns null. */
export async function lookAtFile(
  path: string,
  system: string | null,
  output: Output,
): Promise<Looked | null> {
  const { importing: says } = output.texts
  const refuse = (why: string) => {
    output.problem(why)
    return null
  }
  let source: Source
  try {
    source = await openSource(path)
  } catch (error) {
    return refuse(says.cannotOpen(path, fileTrouble(error, path, output.texts) ?? says.unreadable))
  }
  const said = system === afterword.name ? afterword : formatNamed(system ?? '')
  const misfit = misfitOf(source, said, says)
  if (misfit !== null) return refuse(misfit)
  if (afterword.recognises(source)) return { path, source, format: null }
  if (said === afterword) return refuse(says.nothingIn(path, afterword.title))
  const format = system === null ? guessFormat(source) : formatNamed(system)
  return format ? { path, source, format } : refuse(says.unknown(path))
}

/** Why a file is not what it is said to be (undefined: nobody said what), or is nothing to import; null where it may be. */
export function misfitOf(
  source: Source,
  said: Kind | undefined,
  says: CommandTexts['importing'],
): string | null {
  if (isBackup(source.head)) return says.backup(source.path)
  const other = said && looksLikeAnother(source, said)
  return said && other ? says.looksLike(source.path, other.title, said.title, other.name) : null
}

/** Brings in a file or a folder of another system, or the whole of another Afterword, and says what came of it. */
export async function importFrom(
  services: Services,
  { path, source, format }: Looked,
  input: Asked,
  output: Output,
): Promise<Imported> {
  const { importing: says } = output.texts
  if (format === null)
    return { isWhole: (await importSite(services, source, input.dryRun, output)) === 0, astray: null }
  output.line(input.dryRun ? says.lookedThrough(path, format.title) : says.takenFor(path, format.title))
  const { db, keys: ring, settings, config, log } = services
  try {
    const report = await bringIn({
      ...{ db, ring, settings: await settings.current(), format, source },
      ...{ mediaDir: config.mediaDir, log, site: input.site, isDry: input.dryRun },
      mapped: byOld(input.map?.lines ?? []),
      actor: 'command line',
      tell: progressTo(output),
      ...{ find: input.find, begun: null },
      ...(output.signal && { signal: output.signal }),
    })
    await writeReport(report, output, input.dryRun)
    const isEmpty = report.articles.read + report.comments.read === 0
    if (isEmpty && report.brokenOff === null) output.problem(says.nothingIn(path, format.title))
    const isWhole = report.brokenOff === null && report.problems.length === 0 && !report.isCancelled
    return { isWhole: isWhole && !isEmpty, astray: report.isCancelled || isEmpty ? null : report.nowhere }
  } catch (error) {
    if (!(error instanceof SeveralSites)) throw error
    output.problem(error.message)
    return { isWhole: false, astray: null }
  }
}

/** The whole of another Afterword. */
async function importSite(
  { db, keys, config }: Services,
  source: Source,
  isDry: boolean,
  output: Output,
): Promise<number> {
  const { importing: says } = output.texts
  const { path } = source
  try {
    if (isDry) {
      const found = await lookThroughSite(db, linesOf(source))
      output.line(says.lookedThrough(path, afterword.title))
      output.line(says.siteHolds(found.articles, found.comments, found.media, found.rows))
    } else output.line(says.rows(path, await bringSite(db, keys, config.mediaDir, linesOf(source))))
    return 0
  } catch (error) {
    const isOfFile =
      error instanceof Error && 'code' in error && /^(?:E[A-Z]+|Z_\w+)$/.test(String(error.code))
    const { refusals } = output.texts
    if (error instanceof BackupRefused) output.problem(`${path}: ${error.inWords(refusals)}`)
    else if (isOfFile)
      output.problem(fileTrouble(error, path, output.texts) ?? `${path}: ${refusals.site.damaged}`)
    else throw error
    return 1
  }
}

async function* linesOf({ path, isGzip }: Source): AsyncGenerator<string> {
  const file = createReadStream(path)
  const opened = isGzip ? createGunzip() : null
  if (opened) file.on('error', error => opened.destroy(error)).pipe(opened)
  const decoder = new TextDecoder()
  let held = ''
  for await (const bytes of opened ?? file) {
    const lines = (held + decoder.decode(bytes, { stream: true })).split('\n')
    held = lines.pop() ?? ''
    yield* lines
  }
  if (held !== '') yield held
}
