import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** By the size of targets as well, which axe leaves out by itself. */
const withTargets = { 'target-size': { enabled: true } }

/** What axe finds wrong with a page as it stands, by all its rules or by one; a line for each element. */
export async function faultsOf(
  page: Page,
  name: string,
  { only, targets = false }: { only?: string; targets?: boolean } = {},
): Promise<string[]> {
  const builder = new AxeBuilder({ page })
    .setLegacyMode()
    // Of what is right it need not tell.
    .options({ resultTypes: ['violations'], ...(targets && { rules: withTargets }) })
  const { violations } = await (only === undefined ? builder : builder.withRules(only)).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      node => `${name}: ${id}: ${node.failureSummary?.replace(/\s+/g, ' ')} ${node.html.slice(0, 160)}`,
    ),
  )
}

/** The same for its colours alone, by night, and leaves it by day. */
export async function faultsByNight(page: Page, name: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)))
  const faults = await faultsOf(page, `${name}, dark`, { only: 'color-contrast' })
  await page.emulateMedia({ colorScheme: 'light' })
  return faults
}

/** The same on a wide screen, by day and by night, and on a phone; nor is it wider than they are. */
export async function faultsAllOver(page: Page, name: string): Promise<string[]> {
  const faults = [...(await tooWide(page, name)), ...(await faultsOf(page, name))]
  faults.push(...(await faultsByNight(page, name)))
  const wide = page.viewportSize() ?? { width: 1280, height: 900 }
  await page.setViewportSize({ width: 320, height: 700 })
  const onPhone = `${name}, on a phone`
  faults.push(...(await tooWide(page, onPhone)), ...(await faultsOf(page, onPhone)))
  await page.setViewportSize(wide)
  return faults
}

async function tooWide(page: Page, name: string): Promise<string[]> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  return over > 0 ? [`${name}: ${over} px too wide`] : []
}
