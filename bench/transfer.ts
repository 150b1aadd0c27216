import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { once } from 'node:events'
import { makeConversations, makeDates, type SeedComment } from '../dev/seed/conversation.ts'
import { randomFrom } from '../dev/seed/random.ts'
import { makeTexts, type SeedText } from '../dev/seed/texts.ts'
import type { Engine } from './engines.ts'
import { temporaryFolder } from './processes.ts'
import { printTable } from './stats.ts'

/** What a host's machine may give to it, in MB. */
const heapMb = 150
const commentsEach = 100
const until = new Date('2026-06-01')

/** What one import took. */
export interface Imported {
  seconds: number
  /** Of all threads of the process. */
  cpuSeconds: number
  heapMb: number
  rssMb: number
  comments: number
}

/**
 * Imports exports of WordPress of some sizes, each by a process of its own that has little memory, one after the other
 * into the same blog; tells by how much a comment of the largest takes longer than one of the smallest.
 */
export async function measureTransfer(engine: Engine, sizes: readonly number[]): Promise<void> {
  const rows: Record<string, string | number>[] = []
  let first = 0
  for (const [nth, comments] of sizes.entries()) {
    const file = join(temporaryFolder(), `site-${nth}.xml`)
    const megabytes = await writeExport(file, comments, nth)
    const { seconds, cpuSeconds, heapMb, rssMb, comments: came } = await importIn(engine, file)
    const rate = came / seconds
    first ||= rate
    rows.push({
      comments: came,
      'file, MB': megabytes,
      seconds,
      'comments a second': rate,
      'its processor, ms each': (cpuSeconds * 1_000) / came,
      'growth of one': first / rate,
      'peak heap, MB': heapMb,
      'peak memory, MB': rssMb,
    })
  }
  printTable(`Imports of WordPress, --max-old-space-size=${heapMb}, ${engine.name}`, rows)
}

/**
 * Imports one export of 500 MB, most of which is what a builder of pages leaves beside each article, into an empty blog;
 * ends with an error where the process needs more memory than it has.
 */
export async function measureLarge(engine: Engine, megabytes: number): Promise<void> {
  const file = join(temporaryFolder(), 'large.xml')
  const size = await writeExport(file, megabytes * largeCommentsOfMb, 0, largeKbOfArticle)
  const { seconds, cpuSeconds, heapMb: heap, rssMb, comments } = await importIn(engine, file)
  const row = { 'file, MB': size, comments, seconds, 'its processor, s': cpuSeconds }
  const memory = { 'peak heap, MB': heap, 'peak memory, MB': rssMb }
  printTable(`An import of WordPress, --max-old-space-size=${heapMb}, ${engine.name}`, [
    { ...row, ...memory },
  ])
}

/** A hundred on an article, as below, so that there are so many articles of such a size. */
const largeCommentsOfMb = 40
const largeKbOfArticle = 2_420

/** Writes a site of so many comments, a hundred on an article on average; returns its size in MB. */
export async function writeExport(
  path: string,
  comments: number,
  seed: number,
  kbBeside = 0,
): Promise<number> {
  const random = randomFrom(seed + 1)
  const dates = makeDates(random, Math.max(1, Math.round(comments / commentsEach)), until)
  const texts = makeTexts(random, Math.min(comments, 5_000))
  const byPost = Map.groupBy(makeConversations(random, dates, comments, until), ({ post }) => post)
  const file = createWriteStream(path)
  const write = async (text: string) => void (file.write(text) || (await once(file, 'drain')))
  await write(`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>A blog</title><link>https://site-${seed}.example</link><wp:base_blog_url>https://site-${seed}.example</wp:base_blog_url>\n`)
  for (const [post, at] of dates.entries()) {
    await write(articleStart(post, at))
    for (let kb = 0; kb < kbBeside; kb += kbOfPart) await write(builderPart(kb))
    for (const comment of byPost.get(post) ?? []) await write(commentElement(comment, random.of(texts)))
    await write('</item>\n')
  }
  file.end('</channel></rss>\n')
  await once(file, 'close')
  return file.bytesWritten / 1e6
}

const utc = (at: Date) => at.toISOString().replace('T', ' ').slice(0, 19)

const articleStart = (post: number, at: Date) => `<item><title>Article ${post}</title>
<link>https://site.example/${post}/</link><dc:creator>anna</dc:creator>
<content:encoded><![CDATA[${'<p>What there is to say of it, in <em>some</em> words.</p>\n'.repeat(20)}]]></content:encoded>
<wp:post_id>${post + 1}</wp:post_id><wp:post_date_gmt>${utc(at)}</wp:post_date_gmt>
<wp:post_name>article-${post}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>\n`

const kbOfPart = 100

/** A part of what a builder of pages keeps of an article: JSON in JSON, which nothing here reads. */
const builderPart = (kb: number) => `<wp:postmeta><wp:meta_key><![CDATA[_builder_data_${kb}]]></wp:meta_key>
<wp:meta_value><![CDATA[${'[{"id":"5c7a","elType":"column","settings":{"text":"<p>Lamp &amp; pier<\\/p>"}}],\n'.repeat(1_250)}]]></wp:meta_value></wp:postmeta>\n`

const approved = { approved: '1', pending: '0', spam: 'spam', trash: 'trash' }

/** Every third writes once, the others again and again; one of fifty writes an address into the words. */
const commentElement = ({ nth, path, status, at }: SeedComment, { name, source }: SeedText) => {
  const writer = nth % 3 === 0 ? nth : nth % 997
  const words = nth % 50 === 0 ? `${source} Write to reader-${writer}@mail.example.` : source
  return `<wp:comment><wp:comment_id>${nth + 1}</wp:comment_id><wp:comment_author><![CDATA[${name}]]></wp:comment_author>
<wp:comment_author_email>reader-${writer}@mail.example</wp:comment_author_email><wp:comment_author_url>${nth % 4 === 0 ? `https://page-${writer}.example/` : ''}</wp:comment_author_url>
<wp:comment_author_IP>198.51.100.${nth % 250}</wp:comment_author_IP><wp:comment_date_gmt>${utc(at)}</wp:comment_date_gmt>
<wp:comment_content><![CDATA[${words.replaceAll(']]>', '')} <a href="https://elsewhere.example/${nth}">there</a>]]></wp:comment_content>
<wp:comment_approved>${approved[status]}</wp:comment_approved><wp:comment_parent>${path.length > 1 ? (path.at(-2) ?? 0) + 1 : 0}</wp:comment_parent></wp:comment>\n`
}

async function importIn(engine: Engine, file: string): Promise<Imported> {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      `--max-old-space-size=${heapMb}`,
      '--max-semi-space-size=8', // as `npm run afterword`
      'bench/transfer-import.ts',
      file,
    ],
    {
      cwd: join(import.meta.dirname, '..'),
      env: { PATH: process.env['PATH'], ...engine.environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let said = ''
  for await (const text of child.stdout) said += String(text)
  if (child.exitCode === null) await once(child, 'exit')
  if (child.exitCode !== 0) throw new Error(`the import ended with ${child.exitCode ?? child.signalCode}`)
  const imported: Imported = JSON.parse(said)
  return imported
}
