import { describe, expect, test } from 'vitest'
import { visitorWithoutDatabase } from '../support/away.ts'
import { testSite } from '../support/site.ts'
import { elementsOf, type PageElement } from './elements.ts'
import { behindProxy, type Scene, setScene, stopAt, tour } from './tour.ts'

const site = testSite(behindProxy)

interface Toured {
  scene: Scene
  answers: { where: string; headers: Headers; body: string }[]
  pages: { where: string; elements: PageElement[] }[]
}

/** Every answer of the tour, and what is said while the database is away. */
async function goRound(): Promise<Toured> {
  const scene = await setScene(site())
  const answers: Toured['answers'] = []
  for (const [route, stops] of Object.entries(tour(scene)))
    for (const stop of stops) {
      const { status, headers, body } = await stopAt(site(), scene, stop)
      expect({ route, stop, status }).toEqual({ route, stop, status: stop.status })
      answers.push({ where: `${route} ${status}`, headers, body })
    }
  const away = await visitorWithoutDatabase(site())
  for (const answer of [await away.get('/tea'), await away.post('/tea/comments', { comment: 'x' })])
    answers.push({ where: `away ${answer.status}`, headers: answer.headers, body: answer.html })
  const pages = answers
    .filter(({ headers }) => headers.get('content-type')?.startsWith('text/html'))
    .map(({ where, body }) => ({ where, elements: elementsOf(body) }))
  expect(pages.length).toBeGreaterThan(25)
  return { scene, answers, pages }
}

let made: Promise<Toured> | null = null
/** The tour, made once for all who only look at what it met. */
const toured = () => (made ??= goRound())

/** What no browser runs: what a page is, for search engines. */
const isData = (type: string | undefined) => type === 'application/ld+json'

const show = ({ tag, attributes }: PageElement) => `<${tag} ${JSON.stringify(attributes)}>`

test('without JavaScript each link leads to a page that is there, and each anchor to its place on it', async () => {
  made = goRound() // the links are followed where they were met
  const { scene, pages } = await made
  const links = new Map<string, string>()
  const dead: string[] = []
  for (const { where, elements } of pages) {
    const ids = new Set(elements.map(({ attributes }) => attributes['id']))
    for (const { tag, attributes } of elements) {
      if (tag !== 'a') continue
      const href = attributes['href'] ?? ''
      if (href.startsWith('/')) links.set(href, where)
      else if (href.startsWith('#') ? !ids.has(href.slice(1)) : !/^https?:\/\//.test(href))
        dead.push(`${where}: ${href}`)
    }
  }
  expect(links.size).toBeGreaterThan(20)
  for (const [href, where] of links) {
    const cookie = [...scene.author.cookies].map(pair => pair.join('=')).join('; ')
    const answer = await fetch(site().url + href, { headers: { cookie } })
    const place = href.split('#')[1]
    const ids = elementsOf(await answer.text()).map(({ attributes }) => attributes['id'])
    if (answer.status !== 200 || (place && !ids.includes(place))) dead.push(`${where}: ${href}`)
  }
  expect(dead).toEqual([])
})

test('every answer comes with a policy that lets a page load from this server alone, and run nothing that stands in it', {
  timeout: 180_000,
}, async () => {
  for (const { where, headers } of (await toured()).answers) {
    const policy = new Map(
      (headers.get('content-security-policy') ?? '')
        .split('; ')
        .map(rule => [rule.split(' ')[0], rule.split(' ').slice(1)]),
    )
    expect({ where, default: policy.get('default-src') }).toEqual({ where, default: ["'none'"] })
    const others = [...policy.values()].flat().filter(source => source !== "'self'" && source !== "'none'")
    expect({ where, others }).toEqual({ where, others: [] })
    for (const rule of [
      'script-src',
      'style-src',
      'img-src',
      'connect-src',
      'form-action',
      'base-uri',
      'frame-ancestors',
    ])
      expect({ where, rule, isThere: policy.has(rule) }).toEqual({ where, rule, isThere: true })
    expect({ where, sniffing: headers.get('x-content-type-options') }).toEqual({ where, sniffing: 'nosniff' })
  }
})

describe('without JavaScript, on every page,', () => {
  test('each form says where it posts, and that is a route; each field has a name, each button sends', async () => {
    const routes = (method: string) =>
      site()
        .app.routes.filter(route => route.method === method)
        .map(route => new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`))
    const posts = routes('POST')
    let forms = 0
    const wrong: string[] = []
    for (const { where, elements } of (await toured()).pages) {
      const ids = new Set(
        elements.filter(({ tag }) => tag === 'form').map(({ attributes }) => attributes['id']),
      )
      for (const element of elements) {
        const { tag, attributes, within } = element
        const form = within.find(({ tag }) => tag === 'form')
        const leadsNowhere = (path: string | undefined) => !posts.some(route => route.test(path ?? ''))
        // One that looks for something changes nothing, and is a link that is typed.
        const isSearch = attributes['role'] === 'search' && attributes['method'] === undefined
        if (
          tag === 'form' &&
          !isSearch &&
          (attributes['method'] !== 'post' || leadsNowhere(attributes['action']))
        )
          wrong.push(`${where}: ${show(element)}`)
        if (tag === 'form') forms++
        if (
          ['input', 'select', 'textarea'].includes(tag) &&
          attributes['readonly'] === undefined &&
          (!attributes['name'] || !(form || ids.has(attributes['form'])))
        )
          wrong.push(`${where}: ${show(element)}`)
        // One in what is hidden is a script's, which shows it.
        const isScripts = within.some(({ attributes }) => attributes['class']?.includes('draft-note'))
        if (tag === 'button' && !isScripts && (attributes['type'] !== 'submit' || !form))
          wrong.push(`${where}: ${show(element)}`)
        if (attributes['formaction'] !== undefined && leadsNowhere(attributes['formaction']))
          wrong.push(`${where}: ${show(element)}`)
      }
      for (const form of elements.filter(({ tag }) => tag === 'form'))
        if (
          !elements.some(
            ({ tag, within }) =>
              tag === 'button' && within.some(({ attributes }) => attributes === form.attributes),
          )
        )
          wrong.push(`${where}: ${show(form)} has no button`)
    }
    expect(wrong).toEqual([])
    expect(forms).toBeGreaterThan(40)
  })

  test('nothing waits for a script: no handler, no script in the page, no link or style that needs one', async () => {
    const wrong = (await toured()).pages.flatMap(({ where, elements }) =>
      elements
        .filter(
          ({ tag, attributes }) =>
            Object.keys(attributes).some(name => name.startsWith('on') || name === 'style') ||
            tag === 'style' ||
            tag === 'noscript' ||
            (tag === 'script' && attributes['src'] === undefined && !isData(attributes['type'])) ||
            /^\s*javascript:/i.test(attributes['href'] ?? ''),
        )
        .map(element => `${where}: ${show(element)}`),
    )
    expect(wrong).toEqual([])
  })
})

describe('a browser is sent to nobody else:', () => {
  /** Attributes by which a page makes a browser ask for something, without anybody following a link. */
  const loading = [
    'src',
    'srcset',
    'poster',
    'data',
    'background',
    'action',
    'formaction',
    'ping',
    'manifest',
  ]

  test('whatever a page loads, or sends a form to, is here', async () => {
    let loaded = 0
    const foreign: string[] = []
    for (const { where, elements } of (await toured()).pages)
      for (const element of elements) {
        const { tag, attributes } = element
        const isLoaded = (name: string) =>
          loading.includes(name) || (name.endsWith('href') && !['a', 'area'].includes(tag))
        for (const [name, value] of Object.entries(attributes)) {
          if (!isLoaded(name)) continue
          if (tag === 'link' && attributes['rel'] === 'canonical') continue
          loaded++
          if (new URL(value, `${site().url}/tea`).origin !== new URL(site().url).origin)
            foreign.push(`${where}: ${show(element)}`)
        }
        if (
          ['iframe', 'object', 'embed', 'base', 'portal'].includes(tag) ||
          attributes['http-equiv'] !== undefined
        )
          foreign.push(`${where}: ${show(element)}`)
      }
    expect(foreign).toEqual([])
    expect(loaded).toBeGreaterThan(100)
  })

  test('styles, scripts and pictures name no other server either', async () => {
    const { scene } = await toured()
    const modules = [...(await bodyOf(scene.assets.js)).matchAll(/from '\.\/([^']+)'/g)].map(
      match => match[1],
    )
    expect(modules.length).toBeGreaterThan(2)
    const folder = scene.assets.js.replace(/[^/]*$/, '')
    for (const path of [
      ...Object.values(scene.assets).filter(path => /\.(css|js|svg)$/.test(path)),
      `/avatars/${scene.avatar}.svg`,
      ...modules.map(name => folder + name),
    ]) {
      const text = await bodyOf(path)
      const named = [...text.matchAll(/(?:https?:)?\/\/[a-z0-9][\w.-]*\.[a-z]{2,}/gi)].map(match => match[0])
      expect({ path, named: named.filter(name => !name.endsWith('//www.w3.org')) }).toEqual({
        path,
        named: [],
      })
      expect({ path, imports: /@import|url\(\s*['"]?(?!['"]?(?:#|data:))/.test(text) }).toEqual({
        path,
        imports: false,
      })
    }
  })
})

async function bodyOf(path: string): Promise<string> {
  const answer = await fetch(site().url + path)
  expect({ path, status: answer.status }).toEqual({ path, status: 200 })
  return answer.text()
}
