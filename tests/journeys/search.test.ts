import { describe, expect, test } from 'vitest'
import { findOlder } from '../../src/search/comment-terms.ts'
import { learnWords } from '../../src/search/words.ts'
import { testBrowser } from '../support/browser.ts'
import { converse } from '../support/conversation.ts'
import { soonShown } from '../support/patience.ts'
import { testSite } from '../support/site.ts'

const site = testSite()
const open = testBrowser(site)

async function fill() {
  await site().publish({ slug: 'lv-cha', title: '绿茶的历史', language: 'zh-CN', source: '我爱喝绿茶。' })
  await site().publish({
    slug: 'school',
    title: '학교에서',
    language: 'ko',
    source: '나는 학교에서 차를 마셨다.',
  })
  await site().publish({ slug: 'samovar', title: 'On samovars', source: 'A samovar keeps tea warm.' })
  await converse(site(), 'samovar', [{ text: 'Samovars are loud.' }])
  await findOlder(site().database.db, () => true)
  await learnWords(site().database.db, () => true)
}

describe('A search', () => {
  test('from the header, without scripts, finds Chinese by one character, and Korean before its particle', async () => {
    await fill()
    const page = await open({ javaScriptEnabled: false })
    await page.goto('/')
    const header = page.getByRole('banner').getByRole('searchbox')
    await header.fill('茶')
    await header.press('Enter')
    await page.waitForURL('**/search?q=*')
    expect(await page.getByRole('article').locator('h2').allTextContents()).toEqual(['绿茶的历史'])
    expect(await page.locator('mark').allTextContents()).toEqual(['茶', '茶'])

    const field = page.getByRole('searchbox')
    expect(await field.inputValue()).toBe('茶')
    await field.fill('학교')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('link', { name: '학교에서' }).click()
    await page.waitForURL('**/school')
  })

  test('shows what is found while one types, also with a slip, and says how much; the way back leads to it', async () => {
    await fill()
    const page = await open()
    await page.goto('/search')
    const field = page.getByRole('searchbox')
    await field.pressSequentially('samvar')
    await page.getByText('This is what was found for “samovar”').waitFor()
    await expect.poll(() => page.getByRole('status').textContent(), soonShown).toBe('2 results')
    expect(await field.evaluate(element => element === document.activeElement)).toBe(true)
    expect(await page.locator('mark').allTextContents()).toEqual(['samovars', 'samovar', 'Samovars'])
    expect(await page.title()).toContain('samvar')

    await page.getByRole('link', { name: 'Comments 1' }).click()
    await page.getByRole('link', { name: 'Reader 1 on “On samovars”' }).click()
    await page.waitForURL(/#comment-\d+$/)
    await page.goBack()
    await page.waitForURL('**/search?q=samvar&kind=comments')
  })

  test('on a phone is one word in the header, and an address that leads nowhere shows what was meant', async () => {
    await fill()
    const page = await open({ viewport: { width: 390, height: 800 }, javaScriptEnabled: false })
    await page.goto('/')
    expect(await page.getByRole('searchbox').count()).toBe(0)
    await page.getByRole('banner').getByRole('link', { name: 'Search' }).click()
    await page.waitForURL('**/search')

    await page.goto('/2019/05/samovers.html')
    await page.getByRole('link', { name: 'On samovars' }).waitFor()
    expect(await page.getByRole('searchbox').inputValue()).toBe('samovers')
  })
})
