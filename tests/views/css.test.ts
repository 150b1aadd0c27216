import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadAssets } from '../../src/http/answer/assets.ts'
import { contrast } from './colour.ts'

const folder = (name: string) => join(import.meta.dirname, '..', '..', 'public', name)
const sheets = readdirSync(folder('css'), { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.css'))
  .map(name => ({ name, text: readFileSync(join(folder('css'), name), 'utf8') }))
const stylesheet = sheets.map(sheet => sheet.text).join('')

/** A module with all that it loads. */
function modulesOf(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found
  found.add(file)
  const text = readFileSync(join(folder('js'), file), 'utf8')
  for (const [, loaded = ''] of text.matchAll(/from '\.\/([^']+)'/g)) modulesOf(loaded, found)
  return found
}

describe('what a page loads', () => {
  const assets = loadAssets()
  const sent = async (path: string, encoding: 'br' | 'gzip' = 'br') =>
    (await assets.find(path)?.in(encoding))?.length ?? Number.NaN

  test('is less than 12 kB of style, compressed', async () => {
    expect(await sent('reader.css')).toBeLessThan(12_000)
  })

  test.each(['gzip', 'br'] as const)('is less than 6 kB of scripts, compressed by %s', async encoding => {
    const files = [...modulesOf('reader.js')]
    const scripts = await Promise.all(files.map(file => sent(`js/${file}`, encoding)))
    expect(scripts.length).toBeGreaterThan(3)
    expect(scripts.reduce((sum, bytes) => sum + bytes)).toBeLessThan(6_000)
  })

  test('leads to nowhere else: styles ask for no other file', () => {
    expect(stylesheet).not.toMatch(/@import|url\(|src:(?!\s*local\()/)
  })
})

describe('the stylesheet', () => {
  test.each(sheets)('$name says which layer its rules are in', ({ text }) => {
    const rules = text
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .split('\n')
      .filter(line => /^[^\s}]/.test(line))
    for (const rule of rules)
      expect(rule).toMatch(/^@(layer (reset|tokens|base|layout|components|utilities)\b|font-face|property)/)
  })

  test('stops indenting a thread where the view begins to say whom a comment answers', () => {
    const view = readFileSync(join(folder('..'), 'views', 'site', 'comment.tsx'), 'utf8')
    const levels = Number(view.match(/indentedLevels = (\d+)/)?.[1])
    const unindented = Array.from({ length: levels }, () => '.comment-replies').join(' ')
    expect(stylesheet.replace(/\s+/g, ' ')).toMatch(
      new RegExp(`[};/] ${unindented} { [^}]*padding-inline-start: 0;`),
    )
  })
})

describe.each(['light', 'dark'] as const)('the colours of the %s theme', theme => {
  const tokens = new Map(
    [...stylesheet.matchAll(/--([\w-]+): light-dark\((oklch\([^)]+\)), (oklch\([^)]+\))\)/g)].map(
      ([, name = '', light = '', dark = '']) => [name, theme === 'light' ? light : dark],
    ),
  )
  const colour = (name: string) => {
    const value = tokens.get(name)
    if (value === undefined) throw new Error(`there is no colour ${name}`)
    return value
  }
  const code = ['green', 'plum', 'ochre', 'teal']

  test.each(['ink', 'muted', 'accent', 'accent-strong', 'danger'])('show %s as text at 7:1', name => {
    for (const ground of ['paper', 'wash'])
      expect(contrast(colour(name), colour(ground))).toBeGreaterThanOrEqual(7)
  })

  test.each(code)('show %s code at 7:1', name => {
    expect(contrast(colour(name), colour('wash'))).toBeGreaterThanOrEqual(7)
  })

  test('show the words of a button, and what is marked, at 7:1', () => {
    expect(contrast(colour('on-accent'), colour('accent'))).toBeGreaterThanOrEqual(7)
    expect(contrast(colour('ink'), colour('mark'))).toBeGreaterThanOrEqual(7)
  })

  test('show the edge of a field at 3:1', () => {
    for (const ground of ['paper', 'wash'])
      expect(contrast(colour('edge'), colour(ground))).toBeGreaterThanOrEqual(3)
  })
})
