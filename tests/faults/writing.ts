import { rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { becomeAdministrator } from './administrator.ts'
import { startCluster } from './cluster.ts'
import { type Cut, startCuttingProxy } from './cutting-proxy.ts'
import { fill, smallDisk } from './disk.ts'
import { type Finding, finding } from './findings.ts'
import { newPlace, openGates, type Place } from './place.ts'
import { startSite } from './server.ts'
import type { Run, RunOnPostgres } from './scenario.ts'
import { withDatabase } from './tables.ts'
import { type BrowserWriter, startWriter } from './writer.ts'

/** What goes wrong while somebody types; returns what puts it right. */
type Fault = () => Promise<() => Promise<unknown>>

/**
 * Somebody types in a real browser while something goes wrong, again and again. Afterwards the page is opened anew, and
 * what is offered is put back: each character whose key the browser took must be in the text, or at least be kept.
 */
export async function writing(run: Run | RunOnPostgres): Promise<Finding> {
  const disk = 'bin' in run ? smallDisk(250) : null
  const cluster = 'bin' in run ? (disk === null ? run.cluster : await startCluster(run.bin, disk)) : null
  const place = cluster ? await newPlace(cluster) : await run.place()
  await openGates(place)
  const proxy = await startCuttingProxy()
  const url = `http://localhost:${proxy.port}`
  const serve = async () => {
    const site = await startSite(place)
    proxy.target = Number(new URL(site.url).port)
    return site
  }
  let site = await serve()
  const session = await becomeAdministrator(site)
  const writer = await startWriter(url, session)

  const cutBy =
    (cut: Cut): Fault =>
    async () => {
      proxy.cut = cut
      return async () => (proxy.cut = 'nothing')
    }
  const faults: Record<string, Fault> = {
    'browser killed': async () => {
      await writer.kill()
      return () => writer.restart()
    },
    'server killed': async () => {
      site.child.kill('SIGKILL')
      await site.ended
      return async () => (site = await serve())
    },
    offline: async () => {
      await writer.context.setOffline(true)
      return () => writer.context.setOffline(false)
    },
    'signed out': async () => {
      const cookies = await writer.context.cookies()
      await writer.context.clearCookies()
      return () => writer.context.addCookies(cookies)
    },
    'body refused': cutBy('too large'),
    'request cut': cutBy('request'),
    'answer cut': cutBy('answer'),
    ...(cluster && {
      'database stopped': async () => {
        cluster.stop('immediate')
        return () => cluster.start()
      },
      'database frozen': async () => {
        cluster.freeze()
        return async () => cluster.thaw()
      },
    }),
    ...(disk !== null && {
      'disk full': async () => {
        const ballast = fill(disk)
        return async () => {
          rmSync(ballast)
          if (cluster && !cluster.isRunning()) await cluster.start()
        }
      },
    }),
  }

  const names = Object.keys(faults)
  const times = new Map<string, number>()
  const failures: string[] = []
  let expected = ''
  let path = '/admin/posts/new'
  let typed = 0
  let [offered, open] = [0, 0]
  for (let round = 0; round < run.rounds; round++) {
    const name = names[Math.floor(run.random() * names.length)] ?? ''
    times.set(name, (times.get(name) ?? 0) + 1)
    await openEditor(writer, url + path)
    // As somebody does who comes back: what is offered is put back before more is typed.
    if ((await putBack(writer, expected)) === 'neither')
      failures.push(`round ${round}: what was there after the round before is not there any more`)
    const field = writer.page.locator('#post-source')
    await field.press('Control+End')
    const words = Array.from({ length: 40 }, () => letters[Math.floor(run.random() * letters.length)] ?? '')
    const begins = Math.floor(run.random() * words.length)
    const waits = run.random() < 0.3 ? 5_000 : run.random() * 1_000
    let mend: (() => Promise<unknown>) | null = null
    for (const [place, letter] of words.entries()) {
      if (place === begins) {
        // Now and then after the save that follows some seconds after a key.
        await wait(waits)
        mend = await (faults[name] ?? (async () => async () => undefined))()
        if (name === 'browser killed') break
        // A fault that lasts is met by a save; a short one, by none.
        await wait(run.random() < 0.5 ? 0 : 4_500)
      }
      await (letter > '~' ? writer.page.keyboard.insertText(letter) : writer.page.keyboard.type(letter))
      expected += letter
      typed++
    }
    const isSaved = run.random() < 0.5
    const seen = () => (path = /\/admin\/posts\/\d+$/.exec(writer.page.url())?.[0] ?? path)
    seen()
    if (name === 'server killed' || name.startsWith('database') || run.random() < 0.5) await mend?.()
    else if (name !== 'offline' && name !== 'browser killed') {
      // The page goes while nothing is right yet.
      await writer.page.goto('about:blank')
      await mend?.()
    } else await mend?.()
    if (isSaved && writer.page.url() !== 'about:blank') await untilSaved(writer)

    // A save that was answered only now has given it its address.
    seen()
    await wait(200)
    seen()
    await openEditor(writer, url + path)
    const state = await putBack(writer, expected)
    if (state === 'offered') offered++
    else if (state === 'there') open++
    const text = await writer.page.locator('#post-source').inputValue()
    if (!text.startsWith(expected)) {
      const kept = await keptCopies(writer)
      const isKept = kept.some(copy => copy.startsWith(expected))
      if (!isKept)
        failures.push(
          `round ${round}, ${name}, ${path}: ${expected.length} characters typed, ${sameBeginning(text, expected)} there, ${state} (${kept.length} copies: ${kept.map(copy => sameBeginning(copy, expected)).join(', ')}; ${await storedOf(place, path, expected)})`,
        )
      else if (path.endsWith('new')) await forgetCopies(writer)
      else failures.push(`round ${round}, ${name}: kept, and not offered`)
    }
    if (path.endsWith('new')) {
      // Known by its address from here on; every tenth round begins another.
      expected = ''
      path = await savedSoFar(writer, url, text)
      if (path !== '/admin/posts/new') expected = `${text}.`
    } else expected = text
    if (round % 10 === 9) [path, expected] = ['/admin/posts/new', '']
  }
  await writer.context.close()
  await site.stop()
  const revisions = await withDatabase(place, async ask =>
    Number((await ask('select count(*)::int as count from private.revisions')).rows[0]?.['count']),
  )
  const figures = `${typed} characters typed; ${[...times].map(([name, count]) => `${name} ${count}`).join(', ')}; the text was there ${open} times, and offered ${offered} times; ${revisions} revisions`
  return finding('writing', place.engine, run.rounds, figures, failures)
}

const letters = 'abcdefghijklmnopqrstuvwxyz      éß茶港の灯台'.split('')

async function openEditor({ page }: BrowserWriter, address: string): Promise<void> {
  for (let tries = 0; ; tries++)
    try {
      await page.goto(address)
      await page.locator('.editor-toolbar').waitFor({ timeout: 15_000 })
      return
    } catch (error) {
      // The database takes a moment to come back.
      if (tries === 5) throw error
      await wait(1_000)
    }
}

const untilSaved = ({ page }: BrowserWriter) =>
  page
    .locator('#editor-status:not([data-is="bad"])')
    .filter({ hasText: /^Saved/ })
    .waitFor({ timeout: 30_000 })
    .catch(() => undefined)

/** Where the text is: in the field at once, or in what is offered, which is put back. */
async function putBack({ page }: BrowserWriter, expected: string): Promise<'there' | 'offered' | 'neither'> {
  const field = page.locator('#post-source')
  if ((await field.inputValue()).startsWith(expected)) return 'there'
  const offer = page.locator('.editor-kept button').first()
  const isOffered = await offer.waitFor({ timeout: 8_000 }).then(
    () => true,
    () => false,
  )
  if (!isOffered) return 'neither'
  await offer.click()
  return 'offered'
}

/** The texts that the browser has kept. */
const keptCopies = ({ page }: BrowserWriter): Promise<string[]> =>
  page.evaluate(() =>
    Object.values(localStorage).flatMap(copy => {
      const { fields = [] } = JSON.parse(String(copy))
      return fields.flatMap(([name, text]: [string, string]) => (name === 'source' ? [text] : []))
    }),
  )

/** What a Postgres has of an article, revision by revision: which window sent it, and how much of the text it holds. */
async function storedOf(place: Place, path: string, expected: string): Promise<string> {
  if (place.engine === 'PGlite') return 'what is stored can be read by the site alone'
  const id = Number(path.split('/').at(-1)) || 0
  const { rows } = await withDatabase(place, ask =>
    ask(`
      select format('%s %s of %s, %s', number, kind, left(mark::text, 4), turn) as saved, source
      from private.revisions where post_id = ${id} order by number desc limit 8`),
  )
  return rows
    .map(({ saved, source }) => `${String(saved)}: ${sameBeginning(String(source), expected)}`)
    .join('; ')
}

/** A copy of a new article is offered after two minutes, when no window can have it any more. */
const forgetCopies = ({ page }: BrowserWriter) => page.evaluate(() => localStorage.clear())

/** The address of the article once the server has it. */
async function savedSoFar(writer: BrowserWriter, url: string, text: string): Promise<string> {
  await writer.page.goto(`${url}/admin/posts/new`)
  await writer.page.locator('.editor-toolbar').waitFor()
  await writer.page.locator('#post-source').fill(`${text}.`)
  await untilSaved(writer)
  return /\/admin\/posts\/\d+$/.exec(writer.page.url())?.[0] ?? '/admin/posts/new'
}

function sameBeginning(one: string, other: string): number {
  let same = 0
  while (same < one.length && one[same] === other[same]) same++
  return same
}
