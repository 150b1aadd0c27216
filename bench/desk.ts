import type { Page } from 'playwright-core'
import { submitComment } from '../src/comments/submit.ts'
import type { OpenDatabase } from '../src/db/open.ts'
import { readWatchlists } from '../src/moderation/watchlists.ts'
import { readSettings } from '../src/settings/settings.ts'
import { launchChromium } from '../tests/support/chromium.ts'
import { seeded } from '../tests/support/learner.ts'
import { makeSaid } from '../tests/support/said.ts'
import { setSettings } from '../tests/support/settings.ts'
import { teachComments } from '../tests/support/taught.ts'
import type { Engine } from './engines.ts'
import { fillArticle } from './fill.ts'
import { addModerator, join } from './moderator.ts'
import { median, printTable, timed } from './stats.ts'

/** A hand at the desk: how it opens a list, and how it decides on the comment that is next. */
interface Hand {
  viewport: { width: number; height: number }
  isTouch: boolean
  decide: (page: Page, isMeant: boolean) => Promise<void>
}

const hands: Record<string, Hand> = {
  'by keys, 1280×800': {
    viewport: { width: 1280, height: 800 },
    isTouch: false,
    decide: (page, isMeant) => page.keyboard.press(isMeant ? 'a' : 's'),
  },
  'by one thumb, 390×844': {
    viewport: { width: 390, height: 844 },
    isTouch: true,
    decide: (page, isMeant) =>
      page
        .locator('.queued:focus')
        .locator(`[data-to=${isMeant ? 'approved' : 'spam'}]`)
        .tap(),
  },
}

/**
 * A hundred comments of readers beside many of robots, of a blog that learned from three hundred decisions: how long it
 * takes until nothing waits, where each decision is right and takes no thought, and whether anything real is lost.
 */
export async function measureDesk(engine: Engine, robots: number): Promise<void> {
  const opened = await engine.open()
  await setSettings(opened.db, { hold_links: 0, comments_per_minute: 1_000_000, trust_after: 1 })
  await addModerator(opened)
  await fillArticle(opened, 'taught', 2)
  await teachComments(opened.db, 'taught', makeSaid(seeded(1), 300))
  await opened.close()
  const rows = []
  for (const [name, hand] of Object.entries(hands))
    rows.push({ hand: name, ...(await clear(engine, hand, robots)) })
  printTable(`100 comments of readers beside ${robots} of robots, ${engine.name}`, rows)
}

async function clear(engine: Engine, { viewport, isTouch, decide }: Hand, robots: number) {
  const slug = `wide-${viewport.width}`
  const opened = await engine.open()
  const came = await send(engine, opened, slug, robots)
  await opened.close()

  const site = await engine.serve()
  const browser = await launchChromium()
  const context = await browser.newContext({
    baseURL: site.url,
    viewport,
    hasTouch: isTouch,
    isMobile: isTouch,
  })
  const cookies = (await join(site)).split('; ').map(cookie => cookie.split('='))
  await context.addCookies(cookies.map(([name = '', value = '']) => ({ name, value, url: site.url })))
  const page = await context.newPage()
  const each: number[] = []
  const total = await timed(async () => {
    await page.goto('/admin/comments')
    for (let left = await waiting(page); left > 0; left = await waiting(page)) {
      await page.locator('.queued').first().focus()
      for (let n = await page.locator('.queued:not(.is-decided)').count(); n > 0; n--)
        each.push(await timed(async () => decide(page, await isMeant(page))))
      await page.waitForFunction(() => !document.querySelector('[aria-busy=true]'))
      await page.goto('/admin/comments')
    }
    await page.goto('/admin/comments?status=likely')
    for (const row of await page.locator('.queued').all())
      if (isOfReader((await row.textContent()) ?? '')) {
        await row.focus()
        await decide(page, true)
      }
    const sure = page.locator('.spam-note button')
    if ((await sure.count()) > 0) await sure.click()
  })
  await browser.close()
  await site.stop()
  const after = await engine.open()
  const lost = await after.db
    .selectFrom('comments')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('source', 'like', `${mark}%`)
    .where('status', '<>', 'approved')
    .executeTakeFirstOrThrow()
  await after.close()
  return {
    ...came,
    decisions: each.length,
    'ms each, median': median(each),
    'all, s': total / 1_000,
    'real ones lost': lost.count,
  }
}

/** What a reader's comment begins with, by which the hand knows it. */
const mark = 'Of a reader: '
const isOfReader = (text: string) => text.includes(mark.trim())
const waiting = (page: Page) => page.locator('.queued').count()
const isMeant = async (page: Page) => isOfReader((await page.locator('.queued:focus').textContent()) ?? '')

/** Lets them come through the form's own way, a reader's after so many robots'; says where they went. */
async function send({ keys }: Engine, opened: OpenDatabase, slug: string, robots: number) {
  const { db, publicDb } = opened
  const { id: post } = await fillArticle(opened, slug, 2)
  const readers = makeSaid(seeded(6), 100, 0)
  const said = makeSaid(seeded(5), robots, 1).flatMap((spam, n) => {
    const reader = n % (robots / 100) === 0 ? readers[n / (robots / 100)] : undefined
    return reader ? [spam, { ...reader, text: mark + reader.text }] : [spam]
  })
  const judgedBy = { settings: await readSettings(publicDb), watchlists: () => readWatchlists(db) }
  for (const [n, { text, name, website }] of said.entries())
    await submitComment(db, keys, judgedBy, {
      slug,
      parent: null,
      draft: { text: `${text} ${n}`, name, email: null, website },
      sender: { kind: 'browser', id: `${slug} ${n}` },
      language: 'en',
      origin: { ip: `198.51.${n % 200}.7`, userAgent: null, browser: `${slug} ${n}` },
      staff: null,
      client: `${slug} ${n}`,
    })
  const rows = await db
    .selectFrom('comments as c')
    .leftJoin('private.spam_verdicts as v', 'v.comment_id', 'c.id')
    .select(['c.status', 'c.source', 'v.likeness'])
    .where('c.post_id', '=', post)
    .execute()
  const count = (wanted: (row: (typeof rows)[number]) => boolean) => rows.filter(wanted).length
  return {
    'spam at once': count(({ status, source }) => status === 'spam' && !isOfReader(source)),
    'probably spam': count(({ status, likeness }) => status === 'pending' && likeness !== null),
    'readers’ among the spam': count(
      ({ status, source, likeness }) => isOfReader(source) && (status === 'spam' || likeness !== null),
    ),
  }
}
