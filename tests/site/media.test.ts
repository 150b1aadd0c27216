import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { keepFile } from '../../src/media/keep.ts'
import { chunkBytes } from '../../src/media/limits.ts'
import { testBlog } from '../support/blog.ts'
import { fileOf, photo } from '../support/pictures.ts'

/** Where its files are kept. */
const places = {
  rows: testBlog(),
  folder: testBlog({ MEDIA_DIR: mkdtempSync(join(tmpdir(), 'afterword-media-')) }),
}
let blog = places.rows
/** Longer than a chunk, each of its numbers at a place that it tells. */
const film = Buffer.from(Array.from({ length: chunkBytes * 2 + 50 }, (_, place) => place % 251))
let address = ''

async function keep(bytes: Buffer | string, name: string): Promise<string> {
  const { db, config } = blog().services
  const kept = await keepFile(
    db,
    { path: await fileOf(bytes), name, account: null },
    { room: 1e9, isAvifMade: false, mediaDir: config.mediaDir },
  )
  if ('problem' in kept) throw new Error(kept.problem)
  const { hash, file } = await db
    .selectFrom('media as m')
    .innerJoin('media_files as f', 'f.media_id', 'm.id')
    .select(['m.hash', 'f.name as file'])
    .where('m.id', '=', kept.id)
    .where('f.is_main', '=', true)
    .executeTakeFirstOrThrow()
  return `/media/${hash}/${encodeURIComponent(file)}`
}

async function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const answer = await blog().app.request(`http://localhost:3000${path}`, { method, headers })
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) }
}

describe.each(['rows', 'folder'] as const)('a file in %s', place => {
  beforeEach(async () => {
    blog = places[place]
    address = await keep(film, 'film.bin')
  })

  test('comes whole, and is kept by browsers for ever', async () => {
    const { answer, bytes } = await get(address)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(answer.headers.get('content-length')).toBe(String(film.length))
    expect(bytes.equals(film)).toBe(true)
    // Feed readers that are pages of another site show it too.
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    const again = await get(address, { 'if-none-match': answer.headers.get('etag') ?? '' })
    expect([again.answer.status, again.bytes.length]).toEqual([304, 0])
  })

  test.each([
    ['bytes=0-9', 0, 9],
    ['bytes=262140-262150', 262_140, 262_150],
    ['bytes=524300-', 524_300, film.length - 1],
    ['bytes=-5', film.length - 5, film.length - 1],
    ['bytes=10-99999999', 10, film.length - 1],
  ])('comes in part: %s', async (range, first, last) => {
    const { answer, bytes } = await get(address, { range })
    expect(answer.status).toBe(206)
    expect(answer.headers.get('content-range')).toBe(`bytes ${first}-${last}/${film.length}`)
    expect(answer.headers.get('content-length')).toBe(String(last - first + 1))
    expect(bytes.equals(film.subarray(first, last + 1))).toBe(true)
  })

  test('comes whole for what is no range, for several, and for one of another file', async () => {
    for (const range of ['bytes=5-1', 'bytes=0-1,5-6', 'lines=1-2', 'bytes=x', 'bytes=-'])
      expect((await get(address, { range })).answer.status).toBe(200)
    expect((await get(address, { range: 'bytes=0-1', 'if-range': '"another"' })).answer.status).toBe(200)
  })

  test('has nothing behind its end', async () => {
    const { answer } = await get(address, { range: `bytes=${film.length}-` })
    expect([answer.status, answer.headers.get('content-range')]).toEqual([416, `bytes */${film.length}`])
  })

  test('says with HEAD what it would bring', async () => {
    const { answer, bytes } = await get(address, {}, 'HEAD')
    expect([answer.status, answer.headers.get('content-length'), bytes.length]).toEqual([
      200,
      String(film.length),
      0,
    ])
  })

  test('that nobody knows is saved and never opened as a page', async () => {
    const { answer } = await get(await keep('<script>alert(1)</script>', 'page.html'))
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('content-disposition')).toBe('attachment')
    expect(answer.headers.get('content-security-policy')).toContain('sandbox')
  })

  test('is not there before the last of it is', async () => {
    await blog().services.db.updateTable('media').set({ is_whole: false }).execute()
    expect((await get(address)).answer.status).toBe(404)
  })
})

test('a drawing that is opened by itself runs nothing', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><path d="M0 0h3"/></svg>'
  const { answer } = await get(await keep(svg, 'sketch.svg'))
  expect(answer.headers.get('content-type')).toBe('image/svg+xml')
  expect(answer.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  )
})

test('the picture as it came is nowhere to be asked for', async () => {
  const path = await keep(await photo(600, 400), 'pier.jpg')
  const folder = path.slice(0, path.lastIndexOf('/'))
  for (const file of ['original', 'pier.jpg', '0', '..%2foriginal'])
    expect((await get(`${folder}/${file}`)).answer.status).toBe(404)
  expect((await get('/media/short/600x400.webp')).answer.status).toBe(404)
})

test('an article shows a picture with its size and its copies', async () => {
  const path = await keep(await photo(1000, 500), 'pier.jpg')
  await blog().publish({ source: `![The pier](${path} "At dusk")` })
  const { html } = await blog().visitor().get('/tea')
  const image = html.match(/<img [^>]*alt="The pier"[^>]*>/)?.[0] ?? ''
  expect(image).toContain('width="1000" height="500"')
  const folder = path.slice(0, path.lastIndexOf('/'))
  for (const [, copy = ''] of image.matchAll(/(\/media\/[^ "]+)(?= \d+w)/g))
    expect([copy, (await get(copy)).answer.status]).toEqual([copy, 200])
  expect(image).toContain(`srcset="${folder}/480.webp 480w, ${folder}/800.webp 800w, ${path} 1000w"`)
  expect(html).toContain('<figcaption>At dusk</figcaption>')
})
