import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { BytesMissing } from '../media/folder.ts'
import { exportSite } from '../transfer/out/export.ts'
import { type ExportFormat, isExportFormat } from '../transfer/out/export-formats.ts'
import { type Command, notUnderstood, UsageError } from './command.ts'
import { fileTrouble, isTaken } from './file-trouble.ts'

interface Input {
  format: ExportFormat
  path: string
  withAddresses: boolean
  /** Whether what is there may be written over. */
  force: boolean
}

/** Writes the site out, for another Afterword, for WordPress, or as Markdown. */
export const exportCommand: Command<Input> = {
  usage: 'export afterword | wordpress | markdown FILE [--with-addresses] [--force]',
  summary: ({ summaries }) => summaries.export,

  async prepare(args, { texts }) {
    let parsed
    try {
      parsed = parseArgs({
        args,
        allowPositionals: true,
        options: { 'with-addresses': { type: 'boolean' }, force: { type: 'boolean' } },
      })
    } catch (error) {
      throw notUnderstood(error, texts)
    }
    const [format = '', path = '', ...others] = parsed.positionals
    if (!isExportFormat(format) || path === '' || others.length > 0) throw new UsageError()
    const { 'with-addresses': withAddresses = false, force = false } = parsed.values
    return { format, path: resolve(path), withAddresses, force }
  },

  async run(services, { format, path, withAddresses, force }, output) {
    const { files } = output.texts
    if (!force && (await isTaken(path, { asFolder: format === 'markdown' }))) {
      output.problem(files.isThere(path))
      return 1
    }
    if (withAddresses) output.line(files.withAddresses)
    try {
      const { db, keys, settings, config } = services
      const site = {
        ...{ db, ring: keys, mediaDir: config.mediaDir },
        settings: await settings.current(),
        baseUrl: config.baseUrl,
        withAddresses,
      }
      const { at, counts, missing } = await exportSite(site, format, path)
      output.line(counts ? files.exportedFolder(path, counts.articles, counts.comments) : files.exported(at))
      if (missing.length > 0) output.problem(files.withoutBytes(missing.join(', ')))
      if (at !== path) output.problem(files.keptBeside(path, at))
      return missing.length > 0 ? 1 : 0
    } catch (error) {
      const trouble = error instanceof BytesMissing ? files.bytesAway : fileTrouble(error, path, output.texts)
      if (trouble === null) throw error
      output.problem(trouble)
      return 1
    }
  },
}
