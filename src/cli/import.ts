import { access, readFile, stat } from 'node:fs/promises'
import { basename, extname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import type { Services } from '../http/context.ts'
import type { CommandTexts } from '../i18n/command-line.ts'
import type { MapLine } from '../transfer/address-map.ts'
import { type FindFile, filesOfWeb, withFilesFrom } from '../transfer/files/find-file.ts'
import { afterword, formatNamed, formats } from '../transfer/formats.ts'
import { parseMarkdownFile } from '../transfer/markdown-file.ts'
import { openSource } from '../transfer/open-file.ts'
import { storeFile } from '../transfer/store-file.ts'
import { DamagedZip } from '../transfer/unzip.ts'
import { type Command, InputRefused, notUnderstood, type Output, UsageError } from './command.ts'
import { fileTrouble } from './file-trouble.ts'
import { importFrom, type Looked, lookAtFile, misfitOf } from './import-from.ts'
import { type GivenMap, readMap, takeImportBack, tellNowhere } from './imports.ts'

interface File {
  path: string
  base64: string
}

interface Input {
  /** Null: whatever each file seems to be. */
  system: string | null
  /** Files and folders, as the process that has the database opens them. */
  paths: string[]
  /** Single files of Markdown, which are articles of this very blog. */
  files: File[]
  site: string | null
  /** Old addresses and what they are now. */
  map: GivenMap | null
  dryRun: boolean
  /** Whether pictures and files of the old site are fetched. */
  media: boolean
  /** A folder or a zip to take them from instead. */
  mediaFrom: string | null
  /** Files that could not be opened, and were reported. */
  missing: number
  /** An import to take back, instead. */
  takeBack: number | null
}

/** Brings in articles and comments from other systems, and Markdown. Safe to run twice. */
export const importCommand: Command<Input> = {
  usage:
    'import [SYSTEM] FILE… [--site NAME] [--map FILE] [--media | --media-from PATH] [--dry-run] | import --take-back ID',
  summary: ({ summaries }) => summaries.import(formats.map(({ name }) => name).join(', ')),
  stopsItself: true,

  async prepare(args, output) {
    const { values, positionals } = parsed(args, output.texts)
    const { importing: says } = output.texts
    // V8 would keep so much for what is new that a small heap is collected whole many times a second.
    setFlagsFromString('--semi-space-growth-factor=1')
    const [first = '', ...others] = positionals
    const takeBack = values['take-back']
    if (takeBack !== undefined && (!/^\d{1,15}$/.test(takeBack) || first !== ''))
      throw new UsageError(says.takeBackTakes)
    const isHere = first !== '' && (await isThere(first))
    const isSystem = first === afterword.name || formatNamed(first) !== undefined
    // A system that was mistyped: what follows it would come in as whatever it seems to be.
    if (first !== '' && !isSystem && !isHere) {
      const systems = [...formats, afterword].map(({ name }) => name).join(', ')
      throw new InputRefused(says.neither(first, systems))
    }
    const isNamed = isSystem && !(others.length === 0 && isHere)
    const paths = isNamed ? others : positionals
    if (paths.length === 0 && takeBack === undefined) throw new UsageError()
    const system = isNamed ? first : null
    const input: Input = {
      ...{ system, paths: [], files: [], missing: 0 },
      takeBack: takeBack === undefined ? null : Number(takeBack),
      ...{ site: values.site ?? null, dryRun: values['dry-run'] ?? false, map: null },
      media: values.media ?? false,
      mediaFrom: values['media-from'] === undefined ? null : resolve(values['media-from']),
    }
    if (values.map !== undefined) input.map = await readMap(values.map, output.texts)
    for (const path of paths)
      try {
        const isFolder = (await stat(path)).isDirectory()
        const isArticle = system === 'markdown' || (system === null && /\.(?:md|markdown)$/i.test(path))
        const misfit =
          isArticle && !isFolder ? misfitOf(await openSource(path), formatNamed('markdown'), says) : null
        if (misfit !== null) {
          input.missing++
          output.problem(misfit)
        } else if (isFolder || !isArticle || input.dryRun) input.paths.push(resolve(path))
        else input.files.push({ path, base64: (await readFile(path)).toString('base64') })
      } catch (error) {
        input.missing++
        output.problem(fileTrouble(error, path, output.texts) ?? `${path}: ${says.unreadable}`)
      }
    return input
  },

  async run(services, input, output) {
    if (input.takeBack !== null) return takeImportBack(services, input.takeBack, output)
    // All of them before the first comes in.
    const looked: Looked[] = []
    for (const path of input.paths) {
      const found = await lookAtFile(path, input.system, output)
      if (found) looked.push(found)
    }
    let failed = input.missing + input.paths.length - looked.length
    const taken = new Map<string, string>()
    for (const file of input.files) if (!(await importFile(services, file, taken, output))) failed++
    const count = input.files.length + input.paths.length + input.missing
    /** What is not here after one file may come with the next. */
    let nowhere: readonly MapLine[] | null = null
    const all = async (find: FindFile | null) => {
      for (const file of looked) {
        const { isWhole, astray } = await importFrom(services, file, { ...input, find }, output)
        if (!isWhole) failed++
        if (astray) nowhere = (nowhere ?? astray).filter(({ line }) => astray.some(one => one.line === line))
      }
    }
    try {
      await (input.mediaFrom === null
        ? all(input.media ? filesOfWeb() : null)
        : withFilesFrom(input.mediaFrom, all))
    } catch (error) {
      const path = input.mediaFrom ?? ''
      const trouble =
        error instanceof DamagedZip ? `${path}: ${error.message}` : fileTrouble(error, path, output.texts)
      if (trouble === null) throw error
      output.problem(trouble)
      return 1
    }
    const { importing: says } = output.texts
    if (failed > 0)
      output.problem(looked.length > 0 ? says.failedInPart(failed, count) : says.failed(failed, count))
    return tellNowhere(input.map, nowhere ?? [], output) === 0 && failed === 0 ? 0 : 1
  },
}

function parsed(args: string[], texts: CommandTexts) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...{ site: { type: 'string' }, map: { type: 'string' }, 'take-back': { type: 'string' } },
        ...{ media: { type: 'boolean' }, 'media-from': { type: 'string' }, 'dry-run': { type: 'boolean' } },
      },
    })
  } catch (error) {
    throw notUnderstood(error, texts)
  }
}

/** What may not be looked at is there. */
const isThere = (path: string) =>
  access(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT' && error.code !== 'ENOTDIR',
  )

async function importFile(
  { db, settings, config }: Services,
  { path, base64 }: File,
  taken: Map<string, string>,
  output: Output,
): Promise<boolean> {
  const { language } = await settings.current()
  const fileName = basename(path, extname(path))
  // Two files of one address would overwrite each other, each time anew.
  const takenBy = (slug: string) => (taken.get(slug) === path ? undefined : taken.get(slug))
  const post = parseMarkdownFile(Buffer.from(base64, 'base64'), { fileName, language, takenBy })
  if ('problems' in post) {
    for (const { line, message } of post.problems) output.problem(`${path}:${line}: ${message}`)
    return false
  }
  taken.set(post.slug, path)
  const saved = await storeFile(db, post)
  const { importing: says } = output.texts
  const where =
    post.status === 'published' ? `${config.baseUrl}/${post.slug}` : says.hidden(post.slug, post.status)
  output.line(says.savedAt(path, says.saved[saved], where))
  return true
}
