import axe, { type RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

declare global {
  interface Window {
    axe: typeof axe
  }
}

/** By the size of targets as well, which axe leaves out by itself. */
const withTargets = { 'target-size': { enabled: true } }

/** What axe finds wrong with a page as it stands, by all its rules or by one; a line for each element. */
export async function faultsOf(
  page: Page,
  name: string,
  { only, targets = false }: { only?: string; targets?: boolean } = {},
): Promise<string[]> {
  // A page that was looked at before has it: half a megabyte takes longer to read than most pages to look through.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const options: RunOptions = {
    resultTypes: ['violations'], // of what is right it need not tell
    ...(only !== undefined && { runOnly: { type: 'rule', values: [only] } }),
    ...(targets && { rules: withTargets }),
  }
  const violations = await page.evaluate(
    async options => (await window.axe.run(document, options)).violations,
    options,
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      node => `${name}: ${id}: ${node.failureSummary?.replace(/\s+/g, ' ')} ${node.html.slice(0, 160)}`,
    ),
  )
}

/** The same for its colours alone, by night, and leaves it by day: for its last look, as it takes a while to be so. */
export async function faultsByNight(page: Page, name: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' })
  await settle(page)
  const faults = await faultsOf(page, `${name}, dark`, { only: 'color-contrast' })
  await page.emulateMedia({ colorScheme: 'light' })
  return faults
}

/** Waits until nothing moves. What gives way to another, as a colour that changes twice, rejects, and the other is waited for. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const moving = () => document.getAnimations().filter(({ playState }) => playState === 'running')
    for (let some = moving(); some.length > 0; some = moving())
      await Promise.allSettled(some.map(({ finished }) => finished))
  })
}

/** The same on a wide screen, on a phone, and by night; nor is it wider than they are. */
export async function faultsAllOver(page: Page, name: string): Promise<string[]> {
  const faults = [...(await tooWide(page, name)), ...(await faultsOf(page, name))]
  const wide = page.viewportSize() ?? { width: 1280, height: 900 }
  await page.setViewportSize({ width: 320, height: 700 })
  const onPhone = `${name}, on a phone`
  faults.push(...(await tooWide(page, onPhone)), ...(await faultsOf(page, onPhone)))
  await page.setViewportSize(wide)
  faults.push(...(await faultsByNight(page, name)))
  return faults
}

async function tooWide(page: Page, name: string): Promise<string[]> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  return over > 0 ? [`${name}: ${over} px too wide`] : []
}
