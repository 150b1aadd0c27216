import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type ExportFormat, exportSite, isExportFormat } from '../transfer/out/export.ts'
import { type Command, notUnderstood, UsageError } from './command.ts'

interface Input {
  format: ExportFormat
  path: string
  withAddresses: boolean
}

/** Writes the site out, for another Afterword, for WordPress, or as Markdown. */
export const exportCommand: Command<Input> = {
  usage: 'export afterword | wordpress | markdown FILE [--with-addresses]',
  summary: ({ summaries }) => summaries.export,

  async prepare(args, { texts }) {
    let parsed
    try {
      parsed = parseArgs({ args, allowPositionals: true, options: { 'with-addresses': { type: 'boolean' } } })
    } catch (error) {
      throw notUnderstood(error, texts)
    }
    const [format = '', path = '', ...others] = parsed.positionals
    if (!isExportFormat(format) || path === '' || others.length > 0) throw new UsageError()
    return { format, path: resolve(path), withAddresses: parsed.values['with-addresses'] ?? false }
  },

  async run(services, { format, path, withAddresses }, output) {
    const { files } = output.texts
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
      if (!(error instanceof Error && 'syscall' in error)) throw error
      output.problem(error.message)
      return 1
    }
  },
}
