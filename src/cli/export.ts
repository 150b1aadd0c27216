import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createGzip } from 'node:zlib'
import type { Services } from '../http/context.ts'
import { revealAddress } from '../readers/contacts.ts'
import { writeMarkdown } from '../transfer/out/markdown.ts'
import { siteLines } from '../transfer/out/site-file.ts'
import { wordpressFile } from '../transfer/out/wordpress.ts'
import { type Command, notUnderstood, UsageError } from './command.ts'

const formats = ['afterword', 'wordpress', 'markdown'] as const
type ExportFormat = (typeof formats)[number]

interface Input {
  format: ExportFormat
  path: string
  withAddresses: boolean
}

const isFormat = (name: string): name is ExportFormat => formats.some(format => format === name)

/** Writes the site out, for another Afterword, for WordPress, or as Markdown. */
export const exportCommand: Command<Input> = {
  usage: 'export afterword | wordpress | markdown FILE [--with-addresses]',
  summary:
    'Write the site into a file (a folder for Markdown). Without readers’ addresses, unless you ask for them.',

  async prepare(args) {
    let parsed
    try {
      parsed = parseArgs({ args, allowPositionals: true, options: { 'with-addresses': { type: 'boolean' } } })
    } catch (error) {
      throw notUnderstood(error)
    }
    const [format = '', path = '', ...others] = parsed.positionals
    if (!isFormat(format) || path === '' || others.length > 0) throw new UsageError(`Usage: ${this.usage}`)
    return { format, path: resolve(path), withAddresses: parsed.values['with-addresses'] ?? false }
  },

  async run(services, { format, path, withAddresses }, output) {
    if (withAddresses)
      output.line(
        'The addresses of your readers are in what is written now, in plain. They were entrusted to you: keep it as you keep a key.',
      )
    try {
      if (format === 'markdown') {
        const { articles, comments } = await writeMarkdown(
          services.db,
          path,
          addressOf(services, withAddresses),
        )
        output.line(`${path}: ${articles} articles, and ${comments} comments in comments.jsonl`)
      } else {
        await writeFile(path, write => writeInto(services, format, withAddresses, write))
        output.line(`${path}: written`)
      }
      return 0
    } catch (error) {
      if (!(error instanceof Error && 'syscall' in error)) throw error
      output.problem(error.message)
      return 1
    }
  },
}

async function writeInto(
  services: Services,
  format: Exclude<ExportFormat, 'markdown'>,
  withAddresses: boolean,
  write: (text: string) => Promise<void>,
): Promise<void> {
  const { db, keys, settings, config } = services
  if (format === 'afterword') return siteLines(db, keys, withAddresses, line => write(`${line}\n`))
  const site = {
    settings: await settings.current(),
    baseUrl: config.baseUrl,
    addressOf: addressOf(services, withAddresses),
  }
  for await (const piece of wordpressFile(db, site)) await write(piece)
}

function addressOf(
  { db, keys }: Services,
  withAddresses: boolean,
): (comment: number) => Promise<string | null> {
  return async comment => {
    const revealed = withAddresses ? await revealAddress(db, keys, comment) : 'none'
    return typeof revealed === 'string' ? null : revealed.address
  }
}

/** Writes a file for this user alone; compressed, if its name ends so. */
async function writeFile(
  path: string,
  fill: (write: (text: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const file = createWriteStream(path, { mode: 0o600 })
  const into = path.endsWith('.gz') ? createGzip() : file
  const ended = once(file, 'close')
  if (into !== file) into.pipe(file)
  await fill(async text => {
    if (!into.write(text)) await Promise.race([once(into, 'drain'), ended])
  })
  into.end()
  await ended
}
