import { describe, expect, test } from 'vitest'
import { visitorWithoutDatabase } from '../support/away.ts'
import { testSite } from '../support/site.ts'
import { canary, disguises, traces } from './canary.ts'
import { behindProxy, setScene, stopAt, tour } from './tour.ts'

const site = testSite(behindProxy)
const encodings = ['identity', 'gzip', 'br']

const headersOf = (headers: Headers) => [...headers].map(([name, value]) => `${name}: ${value}`).join('\n')

test('the tour stops at every route there is', () => {
  const scene = {
    approved: 1,
    pending: 2,
    edited: 3,
    avatar: '',
    mapped: 1,
    assets: { css: '', js: '', version: '' },
  }
  const routes = site()
    .app.routes.filter(route => route.method !== 'ALL')
    .map(route => `${route.method} ${route.path}`)
  const stops = Object.keys(tour({ ...scene, withdrawn: 0, author: site().visitor() }))
  expect(stops.filter(stop => stop !== 'nothing').sort()).toEqual([...new Set(routes)].sort())
})

test('an address would be seen in whatever dress', () => {
  for (const text of [
    ...disguises.filter(text => !text.includes('First words')),
    `<b>Zq.</b>Canary`,
    canary.agent,
    canary.ip,
  ])
    expect({ text, traces: traces(text).length }).not.toEqual({ text, traces: 0 })
  expect(traces('a page about 203.0.113.7 and canaries')).toEqual([])
})

describe('after a reader’s visit their address, network and browser', () => {
  test('are in no page, header, error or redirect that others get, compressed or not, kept or not', async () => {
    const scene = await setScene(site())
    const found: string[] = []
    // What answers a form is compressed alike, and never kept.
    for (const encoding of encodings)
      for (const [route, stops] of Object.entries(tour(scene)))
        for (const stop of stops.filter(
          ({ byAuthor, fields }) => !byAuthor && (encoding === 'identity' || !fields),
        )) {
          const answer = await stopAt(site(), scene, stop, { 'accept-encoding': encoding })
          expect({ route, stop, status: answer.status }).toEqual({ route, stop, status: stop.status })
          const left = traces(`${headersOf(answer.headers)}\n${answer.body}`)
          if (left.length > 0)
            found.push(`${route}: ${stop.status} ${stop.path} as ${encoding} shows ${left.join()}`)
        }
    expect(found).toEqual([])
  })

  test('are masked in what others read, which is there', async () => {
    const scene = await setScene(site())
    const { body } = await stopAt(site(), scene, { status: 200, path: '/tea' })
    expect(body.split('class="comment-body"').length - 1).toBe(disguises.length - 1)
    expect(body).toContain('Write to •••@•••.')
    expect(body).toContain('Edited: •••@•••')
  })

  test('are in no line of the log', async () => {
    const scene = await setScene(site())
    for (const stops of Object.values(tour(scene)))
      for (const stop of stops) await stopAt(site(), scene, stop)
    expect(site().logged()).toContain('"route":"/:slug/comments"')
    expect(traces(site().logged())).toEqual([])
  })

  test('are shown to the reader alone, in answers that nothing keeps', async () => {
    const { author } = await setScene(site())
    const own = [
      await author.get('/tea'),
      await author.post('/tea/comments', { ...canary.fields, name: canary.email }),
      await author.post('/tea/comments', { ...canary.fields, parent: '987654' }),
      await author.post('/closed/comments', canary.fields),
      await author.post('/draft/comments', canary.fields),
      await author.post('/tea/comments/preview', canary.fields),
    ]
    for (const { status, headers, html } of own) {
      expect({ status, traces: traces(html).length }).not.toEqual({ status, traces: 0 })
      expect(headers.get('cache-control')).toBe('private, no-store')
    }
    expect(author.cookies.size).toBeGreaterThan(disguises.length)
    expect(traces(decodeURIComponent([...author.cookies].join('\n')))).toEqual([])
  })

  test('are not in what is said while the database is away, and not in the log of it', async () => {
    const scene = await setScene(site())
    const away = await visitorWithoutDatabase(site())
    for (const [route, stops] of Object.entries(tour(scene)))
      for (const { path, fields } of stops) {
        const answer = fields ? await away.post(path, fields) : await away.get(path)
        expect({ route, path, left: traces(`${headersOf(answer.headers)}\n${answer.html}`) }).toEqual({
          route,
          path,
          left: [],
        })
      }
    const own = await visitorWithoutDatabase(site(), canary.headers)
    const answer = await own.post('/tea/comments', canary.fields)
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([503, 'private, no-store'])
    expect(site().logged()).toContain('ECONNREFUSED')
    expect(traces(site().logged())).toEqual([])
  })
})
