import { afterEach, beforeAll, expect } from 'vitest'
import type { Browser, BrowserContext, BrowserContextOptions, Page, Response } from 'playwright-core'
import { launchChromium } from './chromium.ts'
import { soon } from './patience.ts'
import type { TestSite } from './site.ts'

/** Opens a window of a browser that nobody has used yet: no cookies, its own language, scripts unless told otherwise. */
export type OpenBrowser = (options?: BrowserContextOptions) => Promise<Page>

/** This worker's, for all its files: what it has compiled of a page once it needs not compile again. */
let browser: Promise<Browser> | null = null

/**
 * A real browser for the tests of a file. After each test every window is closed, and the test fails if one of them
 * asked another server for anything, met the content security policy, or wrote an error on its console.
 */
export function testBrowser(site: () => TestSite): OpenBrowser {
  let watched: Watched[] = []

  beforeAll(async () => {
    const known = await browser?.catch(() => null)
    if (!known?.isConnected()) browser = launchChromium()
    await browser
  })
  afterEach(async () => {
    const seen = watched
    watched = []
    await Promise.all(seen.map(({ context }) => context.close()))
    expect(seen.flatMap(complaints)).toEqual([])
  })
  return async (options = {}) => {
    if (!browser) throw new Error('the browser is there once a test has begun')
    const context = await (await browser).newContext({ baseURL: site().url, locale: 'en-GB', ...options })
    context.setDefaultTimeout(soon.timeout)
    watched.push(watch(context, site().url))
    return context.newPage()
  }
}

interface Watched {
  context: BrowserContext
  foreign: string[]
  errors: { text: string; url: string }[]
  answers: Response[]
}

function watch(context: BrowserContext, origin: string): Watched {
  const seen: Watched = { context, foreign: [], errors: [], answers: [] }
  context.on('request', request => {
    if (new URL(request.url()).origin !== origin) seen.foreign.push(request.url())
  })
  context.on('response', response => {
    if (['document', 'fetch'].includes(response.request().resourceType())) seen.answers.push(response)
  })
  context.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning')
      seen.errors.push({ text: message.text(), url: message.location().url })
  })
  context.on('weberror', error => seen.errors.push({ text: String(error.error()), url: '' }))
  return seen
}

function complaints({ foreign, errors, answers }: Watched): string[] {
  // A browser also writes down that a page came with status 422, which is what that page is meant to come with.
  const refused = new Set(answers.filter(answer => answer.status() >= 400).map(answer => answer.url()))
  const isExpected = ({ text, url }: { text: string; url: string }) =>
    text.startsWith('Failed to load resource') &&
    // A journey that cuts the network off means it.
    (refused.has(url) || text.includes('ERR_INTERNET_DISCONNECTED'))
  return [
    ...foreign.map(url => `asked another server: ${url}`),
    ...errors.filter(error => !isExpected(error)).map(error => `${error.text} (${error.url})`),
  ]
}
