import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testSite } from '../support/site.ts'
import { behindProxy, setScene, stopAt, tour } from './tour.ts'

const site = testSite(behindProxy)

/** Every page of the tour, under a name that says which. */
async function everyPage(): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const scene = await setScene(site())
  for (const [route, stops] of Object.entries(tour(scene)))
    for (const [place, stop] of stops.entries()) {
      const { status, headers, body } = await stopAt(site(), scene, stop)
      const name = `${route} ${place} ${status}`.replace(/\W+/g, '-')
      if (headers.get('content-type')?.startsWith('text/html')) found.set(name, body)
    }
  return found
}

interface Message {
  type: string
  subType?: string
  url: string
  message: string
  /** What of the page it is about. */
  extract: string
}

/** What the Nu checker has to say of some pages. */
async function problemsOf(named: ReadonlyMap<string, string>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'afterword-nu-'))
  try {
    const files = [...named.keys()].map(name => join(folder, `${name}.html`))
    await Promise.all([...named].map(([name, html]) => writeFile(join(folder, `${name}.html`), html)))
    const messages = await runNu(files)
    // How a tag is spelled is the renderer's: it is told of each that ends in a slash.
    const isSpelling = ({ type, subType }: Message) => type === 'info' && subType !== 'warning'
    return messages
      .filter(message => !isSpelling(message))
      .map(({ url, type, message, extract }) => `${url.split('/').at(-1)} ${type}: ${message} … ${extract}`)
  } finally {
    await rm(folder, { recursive: true })
  }
}

const jar = join(import.meta.dirname, '..', '..', 'node_modules', 'vnu-jar', 'build', 'dist', 'vnu.jar')

/** Reads all in one go: most of its time is Java's start. */
const runNu = (files: readonly string[]) =>
  new Promise<Message[]>((resolve, reject) => {
    // It ends before code that runs faster is worth its making.
    const java = ['-Xss4m', '-XX:TieredStopAtLevel=1', '-jar', jar]
    const args = [...java, '--format', 'json', '--stdout', '--exit-zero-always', ...files]
    execFile('java', args, { maxBuffer: 50_000_000 }, (error, out) =>
      error ? reject(error) : resolve(messagesIn(out)),
    )
  })

const messagesIn = (out: string): Message[] => {
  const { messages }: { messages: Message[] } = JSON.parse(out)
  return messages
}

test('the Nu checker finds nothing wrong with any page', async () => {
  const found = await everyPage()
  expect(found.size).toBeGreaterThan(40)
  expect(await problemsOf(found)).toEqual([])
})
