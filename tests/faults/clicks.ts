import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { atTheEnd } from '../../bench/processes.ts'
import { findFirefox, type Firefox, startFirefox } from './bidi.ts'
import { type Finding, finding } from './findings.ts'
import { openGates } from './place.ts'
import { startSite } from './server.ts'
import type { Run } from './scenario.ts'
import { sourcesIn } from './tables.ts'

/** What a new blog begins with. */
const article = '/welcome'

/** How often Post is pressed at once, and how many answers are cut off after the comment was taken. */
const ways = [
  { name: 'one click', clicks: 1, cut: 0 },
  { name: 'two clicks', clicks: 2, cut: 0 },
  { name: 'four clicks', clicks: 4, cut: 0 },
  { name: 'sent again after an answer that was cut off', clicks: 1, cut: 1 },
]

/** A Firefox with scripts off, which has no mark yet, presses Post: each time one comment, whatever happens on the way. */
export async function clicks({ place: newPlace, engine }: Run): Promise<Finding> {
  const program = findFirefox()
  if (program === null) return finding('clicks', engine, 0, 'not tried: Firefox is not installed', [])
  const place = await newPlace()
  await openGates(place)
  const site = await startSite(place)
  const way = await cuttingWay(site.url)
  const firefox = await startFirefox(program, false)
  for (const { name, clicks, cut } of ways) {
    await firefox.ask('storage.deleteCookies')
    way.cut(cut)
    await send(firefox, way.url, name, clicks)
    if (cut > 0) await send(firefox, way.url, name, 1)
  }
  firefox.stop()
  await site.stop()

  const sources = await sourcesIn(place)
  const failures = ways.flatMap(({ name }) => {
    const many = sources.filter(source => source === name).length
    return many === 1 ? [] : [`${name}: ${many} comments`]
  })
  return finding('clicks', engine, 1, ways.map(({ name }) => name).join(', '), failures)
}

/** Types a comment into the form, presses Post so many times at once, and waits to be led to the comment. */
async function send({ ask }: Firefox, url: string, comment: string, times: number): Promise<void> {
  const { context = '' } = await ask('browsingContext.create', { type: 'tab' })
  const goTo = (id: string) =>
    ask('browsingContext.navigate', { context, url: `${url}${article}#${id}`, wait: 'complete' })
  const act = (type: 'pointer' | 'key', actions: readonly Record<string, unknown>[]) =>
    ask('input.performActions', { context, actions: [{ id: type, type, actions }] })
  const press = async (selector: string, count: number) => {
    const locator = { type: 'css', value: selector }
    const { nodes = [] } = await ask('browsingContext.locateNodes', { context, locator })
    const origin = { type: 'element', element: { sharedId: nodes[0]?.sharedId } }
    const click = [
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ]
    const clicks = Array.from({ length: count }, () => click).flat()
    await act('pointer', [{ type: 'pointerMove', x: 0, y: 0, origin }, ...clicks])
  }

  for (const [field, text] of [
    ['comment', comment],
    ['name', 'Mara'],
    ['email', 'mara@lindqvist.example'],
  ] as const) {
    await goTo(`comment-field-${field}`)
    await press(`#comment-field-${field}`, 1)
    const keys = text.split('').flatMap(value => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ])
    await act('key', keys)
  }
  await goTo('comment-field-remember') // what is pressed has to be in view
  await press('.comment-form .button', times)
  for (let tried = 0; tried < 50; tried++) {
    const { contexts = [] } = await ask('browsingContext.getTree', { root: context })
    if (/#comment-\d+$/.test(contexts[0]?.url ?? '')) return
    await wait(100)
  }
}

/** A way to the site that cuts some answers to a comment off, when it is taken. */
async function cuttingWay(site: string) {
  let left = 0
  const server = createServer((asked, answer) => {
    const { method, headers, url = '/' } = asked
    const onward = request(`${site}${url}`, { method, headers }, given => {
      if (method === 'POST' && given.statusCode === 303 && left > 0) {
        left--
        asked.socket.destroy()
        return
      }
      answer.writeHead(given.statusCode ?? 500, given.headers)
      given.pipe(answer)
    })
    onward.once('error', () => answer.destroy())
    asked.pipe(onward)
  }).listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  atTheEnd(async () => {
    server.close()
    server.closeAllConnections()
  })
  const isAddress = (address: AddressInfo | string | null): address is AddressInfo =>
    typeof address === 'object' && address !== null
  const address = server.address()
  if (!isAddress(address)) throw new Error('no port')
  return { url: `http://127.0.0.1:${address.port}`, cut: (answers: number) => void (left = answers) }
}
