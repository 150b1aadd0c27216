import { readFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import type { Services } from '../http/context.ts'
import { savePost } from '../posts/save.ts'
import { parseMarkdownFile } from '../transfer/markdown-file.ts'
import { type Command, type Output, UsageError, wordsOf } from './command.ts'

interface File {
  path: string
  base64: string
}

interface Input {
  files: File[]
  /** Files that could not be opened, and were reported. */
  missing: number
}

/** Brings articles in. Safe to run twice: an article is known by its slug. */
export const importCommand: Command<Input> = {
  usage: 'import markdown FILE…',
  summary:
    'Import articles from Markdown with front matter: title, slug, language, tags, date, draft, private, comments.',

  async prepare(args, output) {
    const [format, ...paths] = wordsOf(args)
    if (format !== 'markdown' || paths.length === 0) throw new UsageError(`Usage: ${this.usage}`)
    const files: File[] = []
    let missing = 0
    for (const path of paths) {
      try {
        files.push({ path, base64: (await readFile(path)).toString('base64') })
      } catch (error) {
        missing++
        output.problem(`${path}: ${error instanceof Error ? error.message : 'can’t be read'}`)
      }
    }
    return { files, missing }
  },

  async run(services, { files, missing }, output) {
    let failed = missing
    const taken = new Map<string, string>()
    for (const file of files) if (!(await importFile(services, file, taken, output))) failed++
    if (failed > 0) output.problem(`${failed} of ${files.length + missing} files were not imported.`)
    return failed > 0 ? 1 : 0
  },
}

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
  const saved = await savePost(db, post)
  const where =
    post.status === 'published' ? `${config.baseUrl}/${post.slug}` : `${post.slug} (${post.status})`
  output.line(`${path}: ${saved}, ${where}`)
  return true
}
