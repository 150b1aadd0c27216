import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type ExportFormat, exportSite, isExportFormat } from '../transfer/out/export.ts'
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
        db,
        ring: keys,
        settings: await settings.current(),
        baseUrl: config.baseUrl,
        withAddresses,
      }
      const written = await exportSite(site, format, path)
      output.line(
        written ? files.exportedFolder(path, written.articles, written.comments) : files.exported(path),
      )
      return 0
    } catch (error) {
      const trouble = fileTrouble(error, path, output.texts)
      if (trouble === null) throw error
      output.problem(trouble)
      return 1
    }
  },
}
