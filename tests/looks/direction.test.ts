import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { testBrowser } from '../support/browser.ts'
import { converse } from '../support/conversation.ts'
import { type ChangedComment, changeComments } from '../support/gate.ts'
import { testSite } from '../support/site.ts'
import { joinIn } from '../support/staff.ts'

const site = testSite()
const open = testBrowser(site)

const change = (values: ChangedComment) => changeComments(site().database.db, values)

const texts = {
  ar: { title: 'عن الشاي (١).', tag: 'شاي', line: 'الماء أولا (ثم الورق).', word: 'ورق' },
  he: { title: 'על תה (1).', tag: 'תה', line: 'קודם מים (ואז עלים).', word: 'עלים' },
  en: { title: 'On tea (1).', tag: 'tea', line: 'Water first (then leaves).', word: 'leaves' },
}

const article = ({ line, word }: (typeof texts)['en']) =>
  [line, `- ${line}\n- ${word}`, `> ${line}`, `| ${word} | 2 |\n|---|---|\n| ${line} | 2 |`]
    .concat([`${word}[^1]`, '```\nif (a) { b(); }\n```', `[^1]: ${line}`])
    .join('\n\n')

interface Measured {
  direction: string
  /** Between the text and the edges of what it stands in, in CSS px. */
  left: number
  right: number
  /** Where the last character stands, of what is on the same line. */
  stop: 'left' | 'right'
  /** How far in from the left and the right of its parent. */
  inset: { left: number; right: number }
  bar: { left: string; right: string }
}

/** Where the text of an element stands. */
const measure = (element: Locator): Promise<Measured> =>
  element.evaluate(node => {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT)
    const found: Text[] = []
    for (let each = walker.nextNode(); each; each = walker.nextNode())
      if (each instanceof Text && each.data.trim() !== '') found.push(each)
    const [first] = found
    if (!first) throw new Error('there is no text')
    const all = document.createRange()
    all.selectNodeContents(first)
    const end = first.data.trimEnd().length
    const last = document.createRange()
    last.setStart(first, end - 1)
    last.setEnd(first, end)
    const [text, stop, box] = [all, last, node].map(each => each.getBoundingClientRect())
    const parent = node.parentElement?.getBoundingClientRect()
    const style = getComputedStyle(node)
    // With another typeface a line may be two: the one that the stop is in.
    const line = Array.from(all.getClientRects()).find(
      ({ top, bottom }) => stop !== undefined && top < stop.bottom && bottom > stop.top,
    )
    if (!text || !stop || !box || !parent || !line) throw new Error('nothing was measured')
    const inside = {
      left: box.left + parseFloat(style.borderLeftWidth) + parseFloat(style.paddingLeft),
      right: box.right - parseFloat(style.borderRightWidth) - parseFloat(style.paddingRight),
    }
    return {
      direction: style.direction,
      left: text.left - inside.left,
      right: inside.right - text.right,
      stop: stop.left + stop.width / 2 < line.left + line.width / 2 ? 'left' : 'right',
      inset: { left: box.left - parent.left, right: parent.right - box.right },
      bar: { left: style.borderLeftWidth, right: style.borderRightWidth },
    }
  })

/** At the side where its language begins, and with its stop at the other. */
function expectFrom(begin: 'left' | 'right', seen: Measured) {
  const end = begin === 'left' ? 'right' : 'left'
  expect(Math.abs(seen[begin])).toBeLessThan(2)
  expect(seen[end]).toBeGreaterThan(10)
  expect(seen.stop).toBe(end)
}

const sidesOf = (language: keyof typeof texts): { begin: 'left' | 'right'; end: 'left' | 'right' } =>
  language === 'en' ? { begin: 'left', end: 'right' } : { begin: 'right', end: 'left' }

function publishIn(language: keyof typeof texts): Promise<string> {
  const { title, tag } = texts[language]
  return site().publish({ slug: 'tea', title, language, tags: [tag], source: article(texts[language]) })
}

describe.each(['ar', 'en'] as const)('what is written in %s', language => {
  const { begin, end } = sidesOf(language)
  const { title, line } = texts[language]
  const publish = () => publishIn(language)

  test('begins at its own side in an article: lines, stops, bullets, bars, tables, notes', async () => {
    await publish()
    const page = await open({ viewport: { width: 1280, height: 900 } })
    await page.goto('/tea')
    for (const part of [
      '.post h1',
      '.prose > p >> nth=0',
      '.prose > ul > li >> nth=0',
      '.prose blockquote p',
    ])
      expectFrom(begin, await measure(page.locator(part)))

    // The bullet stands in the padding of its list.
    const bullet = await measure(page.locator('.prose > ul > li').first())
    expect(bullet.inset[begin]).toBeGreaterThan(15)
    expect(bullet.inset[end]).toBe(0)
    const { bar } = await measure(page.locator('.prose blockquote'))
    expect([bar[begin], bar[end]]).toEqual(['2px', '0px'])
    const note = await measure(page.locator('.footnotes li'))
    expect(note.inset[begin]).toBeGreaterThan(15)

    const cells = page.locator('.prose tbody td')
    const [first, second] = [await cells.nth(0).boundingBox(), await cells.nth(1).boundingBox()]
    expect((first?.x ?? 0) < (second?.x ?? 0)).toBe(begin === 'left')
    // Code reads from the left everywhere.
    const code = await measure(page.locator('.prose pre code'))
    expect([code.direction, code.stop]).toEqual(['ltr', 'right'])
    expect(Math.abs(code.left)).toBeLessThan(10)
  })

  test('begins at its own side in a comment, its lists and its quotes, whatever is around it', async () => {
    await site().publish({ slug: 'tea' })
    const html = `<p>${line}</p>\n<ul>\n<li>${line}</li>\n</ul>\n<blockquote>\n<p>${line}</p>\n</blockquote>\n`
    const [id = 0] = await converse(site(), 'tea', [{ text: 'One' }])
    await change({ html, name: title, language })
    const page = await open({ viewport: { width: 1280, height: 900 } })
    await page.goto('/tea')
    for (const part of ['p >> nth=0', 'li', 'blockquote p'])
      expectFrom(begin, await measure(page.locator(`.comment-text ${part}`)))
    const bullet = await measure(page.locator('.comment-text li'))
    expect(bullet.inset[begin]).toBeGreaterThan(15)
    const { bar } = await measure(page.locator('.comment-text blockquote'))
    expect([bar[begin], bar[end]]).toEqual(['2px', '0px'])
    expect((await measure(page.locator('.comment-name bdi'))).stop).toBe(end)

    await page.goto(`/tea?reply=${id}`)
    expectFrom(begin, await measure(page.locator('.reply-quote')))
    expect(await page.locator('#comment-form-heading bdi').count()).toBe(begin === 'left' ? 0 : 1)
  })

  test('begins at its own side in the fields of a form, but addresses from the left', async () => {
    await site().publish({ slug: 'tea' })
    const page = await open()
    await page.goto('/tea')
    for (const field of ['comment', 'name']) await page.locator(`#comment-field-${field}`).fill(line)
    const directions = () =>
      page
        .locator(
          '#comment-form-fields [id^="comment-field-"]:not(#comment-field-subject, [type=checkbox]):is(input, textarea)',
        )
        .evaluateAll(fields => fields.map(field => getComputedStyle(field).direction))
    const own = begin === 'left' ? 'ltr' : 'rtl'
    expect(await directions()).toEqual([own, own, 'ltr', 'ltr'])
  })

  test('begins at its own side in the queue, with names and titles apart from the sentence', async () => {
    await publish()
    await converse(site(), 'tea', [{ text: 'One', status: 'pending' }])
    const html = `<p>${line}</p>\n`
    await change({ html, source: line, name: title })
    const page = await open({ viewport: { width: 1280, height: 900 } })
    await joinIn(page, site(), 'administrator')
    await page.goto('/admin/comments')
    expectFrom(begin, await measure(page.locator('.queued .comment-text p')))
    const bdis = page.locator('.queued-head bdi')
    expect(await bdis.allTextContents()).toEqual([title, title])
    for (const bdi of await bdis.all()) expect((await measure(bdi)).stop).toBe(end)
    await expectInOrder(page, '.queued-head p')
  })

  test('begins at its own side where one writes, in the list of articles, their revisions, and the log', async () => {
    await publish()
    await converse(site(), 'tea', [{ text: 'One', status: 'pending' }])
    await change({ name: title })
    const page = await open({ viewport: { width: 1280, height: 900 } })
    await joinIn(page, site(), 'administrator')
    const own = begin === 'left' ? 'ltr' : 'rtl'
    const isolated = page.locator('main bdi').filter({ hasText: title }).first()
    const expectIsolated = async () => {
      const { direction, stop } = await measure(isolated)
      expect([page.url(), direction, stop]).toEqual([page.url(), own, end])
    }
    await page.goto('/admin/comments')
    const decided = page.waitForResponse(answer => answer.request().method() === 'POST')
    await page.getByRole('button', { name: 'Approve' }).first().click()
    await decided
    await page.goto('/admin/log')
    await expectIsolated()

    await page.goto('/admin/posts')
    await expectIsolated()
    await page.getByRole('link', { name: title }).first().click()
    await page.waitForURL(/\/admin\/posts\/\d+$/)
    const directions = await page
      .locator('[name=title], [name=source]')
      .evaluateAll(fields => fields.map(field => getComputedStyle(field).direction))
    expect(directions).toEqual([own, own])
    await page.goto(`${page.url()}/revisions`)
    expect(await page.locator('h1 bdi').count()).toBe(begin === 'left' ? 0 : 1)
  })
})

/** A script whose letters join, one that is read from the right as well, and one that is not. */
test.each(['ar', 'he', 'en'] as const)(
  'what is written in %s begins at its own side in the list of articles',
  async language => {
    const { begin, end } = sidesOf(language)
    const { tag } = texts[language]
    await publishIn(language)
    const page = await open({ viewport: { width: 1280, height: 900 } })
    await page.goto('/')
    for (const part of ['.post-summary-title a', '.post-excerpt']) {
      const seen = await measure(page.locator(part))
      expect([seen.direction, seen.stop]).toEqual([begin === 'left' ? 'ltr' : 'rtl', end])
    }
    expectFrom(begin, await measure(page.locator('.post-summary-title')))
    // Letters that join are not drawn together, and don't slant.
    const set = await page.locator('.post-summary-title').evaluate(title => {
      const style = getComputedStyle(title)
      return [style.letterSpacing === 'normal', style.getPropertyValue('--emphasis').trim()]
    })
    expect(set).toEqual(language === 'en' ? [false, 'italic'] : [true, 'normal'])
    await page.goto(`/tags/${tag}`)
    expect(await page.locator('.list-title').textContent()).toContain(tag)
    expect(await page.locator('.list-title bdi').count()).toBe(begin === 'left' ? 0 : 1)
  },
)

/** The parts of a sentence of the interface stand as it has them, whatever the names in it are written in. */
async function expectInOrder(page: Page, sentence: string) {
  const lefts = await page.locator(`${sentence} > *`).evaluateAll(parts =>
    parts.map(part => {
      const { left, top } = part.getBoundingClientRect()
      return { left, top: Math.round(top / 10) }
    }),
  )
  const line = lefts.filter(({ top }) => top === lefts[0]?.top).map(({ left }) => left)
  expect(line).toEqual([...line].sort((a, b) => a - b))
}

test('a name in a sentence is isolated where it would turn the sentence', async () => {
  await site().publish({ slug: 'tea' })
  const [id = 0] = await converse(site(), 'tea', [{ text: 'One' }])
  const page = await open()
  await page.goto('/tea')
  await change({ name: texts.ar.title })
  await page.reload()
  await page.getByRole('link', { name: /^Reply to/ }).click()
  const heading = await measure(page.locator('#comment-form-heading'))
  expect([heading.direction, Math.abs(heading.left) < 2]).toEqual(['ltr', true])
  await page.goto(`/tea?reply=${id}`)
  expect(await page.locator('#comment-form-heading').textContent()).toBe(`Reply to ${texts.ar.title}`)
})
