import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { keepFile } from '../../src/media/keep.ts'
import { findFile, streamFile } from '../../src/media/read.ts'
import { withLargePictures } from '../../src/text/large-pictures.ts'
import { sharedPicture } from '../../src/text/pictures.ts'
import { renderPost } from '../../src/text/post-html.ts'
import { testBlog } from '../support/blog.ts'
import { fileOf, photo } from '../support/pictures.ts'

const blog = testBlog()
const room = 1_000_000_000

async function keep(bytes: Buffer | string, name = 'pier.jpg', most = room) {
  return keepFile(
    blog().services.db,
    { path: await fileOf(bytes), name, account: null },
    { room: most, isAvifMade: false, mediaDir: null },
  )
}

async function kept(bytes: Buffer | string, name?: string) {
  const done = await keep(bytes, name)
  if ('problem' in done) throw new Error(done.problem)
  const { db } = blog().services
  const medium = await db.selectFrom('media').selectAll().where('id', '=', done.id).executeTakeFirstOrThrow()
  const files = await db
    .selectFrom('media_files')
    .select(['name', 'type', 'is_main'])
    .where('media_id', '=', done.id)
    .orderBy('name')
    .execute()
  return { ...done, medium, files }
}

/** A file as a reader gets it. */
async function served(hash: string, name: string): Promise<Buffer> {
  const { publicDb } = blog().services
  const file = await findFile(publicDb, hash, name)
  if (!file) throw new Error(`no ${name}`)
  const stream = streamFile(publicDb, null, file, { first: 0, last: file.bytes - 1 })
  return Buffer.from(await new Response(stream).arrayBuffer())
}

test('a picture is kept in the widths that pages ask for, and none above its own', async () => {
  const { files } = await kept(await photo(1000, 500))
  expect(files).toEqual([
    { name: '1000x500.webp', type: 'image/webp', is_main: true },
    { name: '480.webp', type: 'image/webp', is_main: false },
    { name: '800.webp', type: 'image/webp', is_main: false },
    { name: 'share.jpg', type: 'image/jpeg', is_main: false },
  ])
})

test('where the site asks for it, a large picture is there as AVIF in the widths in which that is smaller', async () => {
  const { db } = blog().services
  const path = await fileOf(await photo(1300, 40))
  const done = await keepFile(
    db,
    { path, name: 'pier.jpg', account: null },
    { room, isAvifMade: true, mediaDir: null },
  )
  if ('problem' in done) throw new Error(done.problem)
  const names = await db
    .selectFrom('media_files')
    .select(['name', 'type'])
    .where('media_id', '=', done.id)
    .execute()
  const avifs = names.filter(({ type }) => type === 'image/avif').map(({ name }) => name)
  expect(avifs.sort()).toEqual(['1200.avif', '1300.avif'])
  const { hash } = await db
    .selectFrom('media')
    .select('hash')
    .where('id', '=', done.id)
    .executeTakeFirstOrThrow()
  const main = names.find(({ name }) => name.includes('x'))?.name ?? ''
  expect(main).toBe('1300x40-avif.webp')
  expect((await sharp(await served(hash, '1300.avif')).metadata()).width).toBe(1300)

  const { html } = renderPost(`![Pier](/media/${hash}/${main})`, 'en')
  expect(html).toMatch(
    /^<p><picture><source type="image\/avif" media="[^"]+" srcset="[^"]+1200\.avif 1200w, [^"]+1300\.avif 1300w" sizes="[^"]+" \/><img width="1300" height="40" srcset="[^"]+480\.webp 480w[^"]+" [^>]+\/><\/picture><\/p>/,
  )
  expect(withLargePictures(html, 'Large')).toContain('<a class="picture" href="')
  expect(withLargePictures(html, 'Large')).toMatch(/<a [^>]+><picture>.*<\/picture><\/a>/)
  expect(sharedPicture(html)).toBe(`/media/${hash}/share.jpg`)
})

test('a photo stands upright, in its colours, and does not say where it was taken', async () => {
  const picture = await photo(600, 300, { turned: true })
  expect(picture.includes('Canary')).toBe(true)
  const { medium } = await kept(picture)
  for (const name of ['300x600.webp', 'share.jpg']) {
    const bytes = await served(medium.hash, name)
    const { width, height, exif, icc } = await sharp(bytes).metadata()
    expect({ width, height, exif, icc }).toEqual({ width: 300, height: 600, exif: undefined, icc: undefined })
    expect(bytes.includes('Canary')).toBe(false)
    // Turned a quarter clockwise, its left half is its upper half.
    const { data } = await sharp(bytes).resize(1, 2).removeAlpha().raw().toBuffer({ resolveWithObject: true })
    expect([data[0] ?? 0, data[5] ?? 0].every(channel => channel > 150)).toBe(true)
  }
})

test('the same file twice is one, whatever it is called', async () => {
  const picture = await photo(300, 200)
  const first = await kept(picture)
  const second = await keep(picture, 'again.jpg')
  expect(second).toEqual({ id: first.id, isNew: false })
})

test('an animation goes on moving', async () => {
  const frames = await Promise.all(
    ['#f00', '#0f0', '#00f'].map(background =>
      sharp({ create: { width: 40, height: 30, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  const gif = await sharp(frames, { join: { animated: true } })
    .gif({ delay: [100, 100, 100] })
    .toBuffer()
  const { medium, files } = await kept(gif, 'wave.gif')
  expect(files.map(({ name }) => name)).toEqual(['40x30-moving.webp'])
  expect(
    (await sharp(await served(medium.hash, '40x30-moving.webp'), { animated: true }).metadata()).pages,
  ).toBe(3)
})

test('a drawing is kept without what runs in it', async () => {
  const { medium, files } = await kept(
    '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><script>alert(1)</script><path d="M0 0h9"/></svg>',
    'sketch.svg',
  )
  expect(files).toEqual([{ name: '30x20.svg', type: 'image/svg+xml', is_main: true }])
  const svg = String(await served(medium.hash, '30x20.svg'))
  expect(svg).toContain('<path d="M0 0h9">')
  expect(svg).not.toContain('alert')
})

test.each([
  ['a page that says it is a picture', '<html><script>alert(1)</script></html>', 'cat.jpg', 'cat.jpg'],
  ['a file with a path for a name', 'some words', '../../etc/passwd', 'passwd'],
  ['a file with a name in Chinese', 'some words', '茶 与 水.txt', '茶-与-水.txt'],
])('%s is a file to be saved', async (_, bytes, name, address) => {
  const { medium, files } = await kept(bytes, name)
  expect(medium.kind).toBe('file')
  expect(files).toEqual([{ name: address, type: 'application/octet-stream', is_main: true }])
})

test('a file longer than a chunk comes out as it went in', async () => {
  const bytes = Buffer.alloc(700_000, 'afterword ')
  const { medium } = await kept(bytes, 'long.bin')
  expect((await served(medium.hash, 'long.bin')).equals(bytes)).toBe(true)
})

test.each([
  ['a picture cut off', async () => (await photo(800, 600)).subarray(0, 2_000), 'unreadable'],
  ['an empty file', () => Promise.resolve(Buffer.alloc(0)), 'empty'],
  ['a bomb of 900 million pixels in some kilobytes', () => Promise.resolve(bomb(30_000)), 'tooManyPixels'],
])('%s is refused with a reason, and nothing is kept', async (_, make, problem) => {
  expect(await keep(await make())).toEqual({ problem })
  expect(await blog().services.db.selectFrom('media').select('id').execute()).toEqual([])
})

test('what is over the room of the site is refused', async () => {
  expect(await keep(await photo(800, 600), 'pier.jpg', 1_000)).toEqual({ problem: 'noRoom' })
})

/** The head of a PNG that says how large it is, as its decoder believes it. */
function bomb(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    const body = Buffer.concat([Buffer.from(type), data])
    const crc = Buffer.alloc(4)
    crc.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, crc])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([1, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(100_000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
