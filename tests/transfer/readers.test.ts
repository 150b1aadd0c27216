import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { formatNamed, guessFormat } from '../../src/transfer/formats.ts'
import { openSource } from '../../src/transfer/open-file.ts'
import { Unreadable } from '../../src/transfer/faults.ts'
import type { Item } from '../../src/transfer/stream.ts'

const samples = join(import.meta.dirname, '..', 'samples', 'transfer')
const folder = mkdtempSync(join(tmpdir(), 'afterword-readers-'))
afterAll(() => rmSync(folder, { recursive: true }))

const texts = [
  ...['wordpress.xml', 'wordpress-https-1.1.xml', 'disqus.xml', 'ghost.json', 'remark42.json'],
  ...['commento.json', 'comentario.json', 'artrans.json', 'waline.json', 'valine.jsonl'],
]
const systems: Record<string, string> = {
  ...{ 'wordpress.xml': 'wordpress', 'wordpress-https-1.1.xml': 'wordpress', 'disqus.xml': 'disqus' },
  ...{ 'ghost.json': 'ghost', 'remark42.json': 'remark42', 'remark42.gz': 'remark42', 'isso.db': 'isso' },
  ...{ 'commento.json': 'commento', 'comentario.json': 'commento', 'artrans.json': 'artalk' },
  ...{ 'waline.json': 'waline', 'valine.jsonl': 'waline', 'cusdis.db': 'cusdis', hugo: 'markdown' },
}

interface Read {
  items: Item[]
  why: string | null
}

async function read(path: string): Promise<Read> {
  const source = await openSource(path)
  const items: Item[] = []
  try {
    const site = path.includes('artrans') ? 'Harbour Notes' : null
    for await (const item of guessFormat(source)?.read(source, { site, timeZone: 'UTC', now: new Date(0) }) ??
      [])
      items.push(item)
    return { items, why: null }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return { items, why: error.message }
  }
}

function written(name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

test.each(Object.entries(systems))('%s is taken for a file of %s', async (name, system) => {
  expect(guessFormat(await openSource(join(samples, name)))?.name).toBe(system)
  expect(formatNamed(system)).toBeDefined()
})

describe.each(texts)('%s', name => {
  const bytes = readFileSync(join(samples, name))

  test('says the same with other line ends, with a byte order mark, compressed, and in UTF-16', async () => {
    const asItIs = await read(join(samples, name))
    expect(asItIs.why).toBeNull()
    expect(asItIs.items.length).toBeGreaterThan(1)
    const crlf = Buffer.from(bytes.toString('utf8').replaceAll('\n', '\r\n'))
    const bom = Buffer.concat([Buffer.from('\ufeff'), bytes])
    const utf16 = Buffer.from(`\ufeff${bytes.toString('utf8')}`, 'utf16le')
    for (const [kind, other] of Object.entries({ crlf, bom, gz: gzipSync(bytes), utf16 }))
      expect(await read(written(`${kind}-${name}`, other))).toEqual(asItIs)
  })

  test('cut at twenty places says where, and what came before is as in the whole', async () => {
    const whole = await read(join(samples, name))
    // The first sixteenth may not say yet what file it is.
    for (let nth = 4; nth < 24; nth++) {
      const at = Math.floor((bytes.length * nth) / 24) - 3
      const { items, why } = await read(written(`cut-${nth}-${name}`, bytes.subarray(0, at)))
      const known = new Set(whole.items.map(item => JSON.stringify(item)))
      const strange = items.filter(item => !known.has(JSON.stringify(item)))
      // What stands later in a file, as who somebody is, may be missing; no comment or article is made up.
      expect(items.length).toBeLessThanOrEqual(whole.items.length)
      expect(strange.filter(({ is }) => is === 'problem')).toEqual([])
      const isWholeLine = name === 'valine.jsonl' || name === 'remark42.json'
      expect(why ?? (isWholeLine ? 'cut off' : `nothing was said at ${at}`)).toMatch(
        /:\d+: .*(?:cut off|not JSON)|^cut off$/,
      )
    }
  })
})

test('a file is read in the encoding that its first line names', async () => {
  const text = readFileSync(join(samples, 'wordpress-https-1.1.xml'), 'utf8')
  const named = text
    .replace(/encoding="[^"]*"/, 'encoding="ISO-8859-1"')
    .replace('first-light', 'erste-l\u00e4rche')
  const { items, why } = await read(written('latin1.xml', Buffer.from(named, 'latin1')))
  expect(why).toBeNull()
  expect(JSON.stringify(items)).toContain('erste-l\u00e4rche')
})

test('a compressed file that ends in the middle says so', async () => {
  const gz = gzipSync(readFileSync(join(samples, 'disqus.xml')))
  const { items, why } = await read(written('half.gz', gz.subarray(0, gz.length / 2)))
  expect(why).toMatch(/half\.gz:\d+: The compressed file ends in the middle/)
  expect(items.every(({ is }) => is === 'comment' || is === 'site')).toBe(true)
})

describe('a small file that holds a large one', () => {
  const much = 'x'.repeat(65 * 1024 ** 2)
  const wordpress = readFileSync(join(samples, 'wordpress.xml'), 'utf8')
  const ghost = readFileSync(join(samples, 'ghost.json'), 'utf8')
  test.each([
    ['a text without end', 'much.xml.gz', wordpress.replace('<![CDATA[', `<![CDATA[${much}`)],
    [
      'more elements than anything has',
      'many.xml.gz',
      wordpress.replace('<item>', `<item>${'<a/>'.repeat(700_000)}`),
    ],
    ['elements in elements', 'deep.xml.gz', wordpress.replace('<item>', `<item>${'<a>'.repeat(2000)}`)],
    ['a value without end', 'much.json.gz', ghost.replace('"title": "', `"title": "${much}`)],
    ['a name without end', 'name.json.gz', ghost.replace('"settings": [', `"${much}": 1, "settings": [`)],
    ['values in values', 'deep.json.gz', ghost.replace('"meta"', `"a": ${'['.repeat(2000)}, "meta"`)],
  ])('is left where it is: %s', async (_, name, text) => {
    const { why } = await read(written(name, gzipSync(text, { level: 1 })))
    expect(why).toMatch(/:\d+: .*(?:more than any article has|larger than any article|without end)\.$/)
  })

  test('and so is a page of Markdown', async () => {
    const path = written('much.md', Buffer.from('---\ntitle: Much\n---\n'))
    truncateSync(path, 65 * 1024 ** 2)
    const problem = {
      is: 'problem',
      what: 'article',
      where: 'much.md:1',
      why: 'it is larger than any article.',
    }
    expect((await read(path)).items).toEqual([problem])
  })

  test.each(['disqus.xml', 'isso.db'])('is unpacked as far as there is room: %s', async name => {
    const bytes = readFileSync(join(samples, name))
    const path = written(`${name}.gz`, gzipSync(bytes))
    const all = async (mostBytes: number) => {
      const reading = { site: null, timeZone: 'UTC', now: new Date(0) }
      const source = await openSource(path, mostBytes)
      let items = 0
      for await (const _ of formatNamed(systems[name] ?? '')?.read(source, reading) ?? []) items++
      return items
    }
    await expect(all(bytes.length - 1)).rejects.toThrow(/: the file is too large, unpacked\.$/)
    expect(await all(bytes.length)).toBeGreaterThan(1)
  })
})
