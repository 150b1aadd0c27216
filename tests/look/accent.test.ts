import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { accentStyles, washes } from '../../src/look/accent.ts'
import { css, oklchOf } from '../../src/look/colour.ts'
import { standardAccent } from '../../src/settings/declared.ts'
import { contrast } from '../views/colour.ts'

const tokens = readFileSync(join(import.meta.dirname, '../../public/css/tokens.css'), 'utf8')
const [lightPaper = '', darkPaper = ''] = pairIn(tokens, 'paper')
const [lightWash = '', darkWash = ''] = pairIn(tokens, 'wash')

/** What a stylesheet has for the light and for the dark. */
function pairIn(style: string, name: string): string[] {
  const [, light = '', dark = ''] =
    style.match(new RegExp(`--${name}: ?light-dark\\((oklch\\([^)]*\\)), ?(oklch\\([^)]*\\))\\)`)) ?? []
  return [light, dark]
}

const colours = [
  ...['#000000', '#ffffff', '#808080', '#ff0000', '#00ff00', '#0000ff', '#ffff00', '#00ffff', '#ff00ff'],
  ...['#15171a', '#ff1a75', '#0073aa', '#8a1538', '#ffe600', '#7fffd4', '#123456', standardAccent],
]

describe('a site’s colour', () => {
  test.each(colours)('%s is made one that can be read, by day and by night', colour => {
    const style = accentStyles(colour)
    for (const name of ['accent', 'accent-strong']) {
      const [light = '', dark = ''] = pairIn(style, name)
      const ratios = [
        contrast(light, lightPaper),
        contrast(light, lightWash),
        contrast(dark, darkPaper),
        contrast(dark, darkWash),
      ]
      expect(Math.min(...ratios)).toBeGreaterThanOrEqual(7)
    }
    const [onLight = '', onDark = ''] = pairIn(style, 'on-accent')
    const [light = '', dark = ''] = pairIn(style, 'accent')
    expect(Math.min(contrast(onLight, light), contrast(onDark, dark))).toBeGreaterThanOrEqual(7)
  })

  test('stays what was chosen where that can be read', () => {
    expect(css(oklchOf('#ff0000'))).toBe('oklch(0.628 0.258 29.2)')
    expect(pairIn(accentStyles('#8a1538'), 'accent')[0]?.replace(',', '')).toBe(css(oklchOf('#8a1538')))
  })

  test('is judged on what the stylesheet has', () => {
    expect([lightWash, darkWash].map(numbers)).toEqual([css(washes.light), css(washes.dark)].map(numbers))
  })
})

const numbers = (colour: string) => colour.match(/[\d.]+/g)?.map(Number)
