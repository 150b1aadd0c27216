import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { removeMedium } from '../../src/media/library.ts'
import { fetchFile } from '../../src/net/fetch-file.ts'
import { bringVideoPictures } from '../../src/posts/videos.ts'
import { testBlog } from '../support/blog.ts'
import { photo } from '../support/pictures.ts'

const blog = testBlog()

const address = 'https://videos.example/w/9c9de5e8-0a1e-484a-b099-e80766180a6d?start=1m'

/** A site of videos on this machine, by the way that really fetches; returns it, and what it was asked. */
async function siteOfVideos(
  title: string | null,
  picture?: Buffer,
): Promise<{ fetch: typeof fetchFile; asked: string[] }> {
  const asked: string[] = []
  const sent = picture ?? (await photo(640, 360))
  const server = createServer(({ url = '' }, answer) => {
    asked.push(url)
    if (title === null) return answer.writeHead(503).end()
    if (url.startsWith('/thumb')) return answer.setHeader('content-type', 'image/jpeg').end(sent)
    answer.setHeader('content-type', 'application/json; charset=utf-8')
    return answer.end(
      JSON.stringify({
        type: 'video',
        title,
        thumbnail_url: 'https://videos.example/thumb.jpg',
        html: '<iframe>',
      }),
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const bound = server.address()
  const port = typeof bound === 'object' && bound ? bound.port : 0
  const guard = { resolve: async () => ['127.0.0.1'], mayReach: () => true }
  const fetch: typeof fetchFile = (from, wanted) =>
    fetchFile(from.replace('https://videos.example/', `http://videos.example:${port}/`), { ...wanted, guard })
  return { fetch, asked }
}

const jobs = () =>
  blog()
    .database.db.selectFrom('private.jobs')
    .select('id')
    .where('name', '=', 'bring-video-pictures')
    .execute()

async function bring(fetch: typeof fetchFile | null, folder: string | null = null): Promise<void> {
  const { db } = blog().database
  const { id } = await db.selectFrom('posts').select('id').executeTakeFirstOrThrow()
  const signal = new AbortController().signal
  const rules = { room: 1e9, isAvifMade: false, mediaDir: folder }
  expect(await bringVideoPictures(db, id, fetch && { rules, signal, fetch })).toBe('done')
}

const textOf = async (path: string) =>
  /<div class="prose"[^>]*>([\s\S]*?)<\/div>/.exec((await blog().visitor().get(path)).html)?.[1] ?? ''

test('the address of a video alone on a line becomes its title and a picture that is kept here', async () => {
  const path = `/${await blog().publish({ source: `See:\n\n${address}\n\nAnd ${address} in words.` })}`
  expect(await textOf(path)).not.toContain('<img')
  expect(await jobs()).toHaveLength(1)
  const { fetch, asked } = await siteOfVideos('Harbour <b>at dusk</b> & "more"')
  // Nothing comes of it while the folder of files is away, and that is not the site's fault.
  await expect(bring(fetch, '/dev/null/away')).rejects.toThrow('the folder of files')
  asked.length = 0
  await bring(fetch)

  const shown = await textOf(path)
  expect(shown).toMatch(
    /<figure class="video"><a href="https:\/\/videos\.example\/w\/[^"]+start=1m" rel="noopener"><img width="640" height="360" srcset="\/media\/[^"]+" sizes="[^"]+" src="\/media\/[\w-]{22}\/640x360\.webp" alt="" loading="lazy" decoding="async" \/><span>Harbour &lt;b&gt;at dusk&lt;\/b&gt; &amp; "more"<\/span> <span class="video-site">videos\.example<\/span><\/a><\/figure>/,
  )
  expect(shown.match(/<img/g)).toHaveLength(1)
  expect(asked).toHaveLength(2)
  expect((await blog().visitor().get('/feed/atom')).html).toContain('640x360.webp')

  const { db } = blog().database
  const before = await db.selectFrom('posts').select('updated_at').executeTakeFirstOrThrow()
  expect(before.updated_at).toEqual(
    (await db.selectFrom('posts').select('published_at').executeTakeFirstOrThrow()).published_at,
  )
  const uses = await db.selectFrom('private.media_uses').selectAll().execute()
  expect(uses).toHaveLength(1)

  // Saved again, it has the picture at once; a picture that somebody deleted is not brought back.
  await blog().publish({ source: `${address}\n\nMore.` })
  expect(await textOf(path)).toContain('<figure class="video">')
  await db.deleteFrom('private.jobs').execute()
  await removeMedium(db, { account: null, name: 'test' }, uses[0]?.media_id ?? 0, null)
  expect(await jobs()).toHaveLength(1)
  await bring(null)
  expect(await textOf(path)).toContain(`<p><a href="${address}" rel="noopener">`)
  await blog().publish({ source: `${address}\n\nEven more.` })
  await bring(fetch)
  expect(asked).toHaveLength(2)
  expect(await textOf(path)).not.toContain('<figure')
})

test('of an address in a code block no site is asked', async () => {
  await blog().publish({ source: `\`\`\`\n${address}\n\`\`\`\n\n    ${address}` })
  expect(await jobs()).toEqual([])
})

test('whose picture is something else, whatever its type says, it stays a link', async () => {
  const path = `/${await blog().publish({ source: address })}`
  const { fetch } = await siteOfVideos('Harbour', Buffer.from('%PDF-1.7\n1 0 obj\n'))
  await bring(fetch)
  expect(await blog().database.db.selectFrom('media').select('id').execute()).toEqual([])
  expect(await textOf(path)).not.toContain('<figure')
})

test('of which nothing comes it stays a link, and its site is left alone for a day', async () => {
  const path = `/${await blog().publish({ source: address })}`
  const { fetch, asked } = await siteOfVideos(null)
  await bring(fetch)
  await bring(fetch)
  expect(asked).toHaveLength(1)
  expect(await textOf(path)).toContain(`<p><a href="${address}" rel="noopener">${address}</a></p>`)
  await blog().database.db.deleteFrom('private.jobs').execute()
  await blog().publish({ source: `${address}\n\nMore.` })
  expect(await jobs()).toEqual([])
})
