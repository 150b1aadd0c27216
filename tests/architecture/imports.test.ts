import { describe, expect, test } from 'vitest'
import { importsOf, type Import, type Source, sourcesIn } from './sources.ts'

const sources = await sourcesIn('src', 'views', 'migrations')
const isOurs = ({ from }: Import) => /^(?:src|views|migrations|tests)\//.test(from)

/** How high a file stands; it imports values from its own height or from below. */
function height(path: string): number {
  if (/^src\/(?:main\.ts$|cli\/)/.test(path)) return 6
  if (/^src\/(?:app\.ts$|app\/|work\.ts$)/.test(path)) return 5
  if (/^src\/(?:http|site|admin|sign-in)\//.test(path)) return 4
  if (path.startsWith('views/')) return 3
  if (/^src\/(?:db|queue|mail|net|text|i18n)\//.test(path)) return 1
  if (/^src\/(?:config|data-folder|refusal|secret-file|urls|log|keys|seal)\.ts$/.test(path)) return 1
  if (/^src\/[a-z-]+\//.test(path)) return 2
  throw new Error(`${path} has no place in the order of imports`)
}

/** Each import that a rule forbids, as "file imports file". */
const offences = (of: readonly Source[], isForbidden: (source: Source, wanted: Import) => boolean) =>
  of.flatMap(source =>
    source.imports
      .filter(wanted => isForbidden(source, wanted))
      .map(wanted => `${source.path} imports ${wanted.from}`),
  )

const goesUp = ({ path }: Source, wanted: Import) =>
  isOurs(wanted) && !wanted.isType && height(wanted.from) > height(path)

describe('imports', () => {
  test('run down only', () => {
    expect(offences(sources, goesUp)).toEqual([])
  })

  test('of a view are other views, addresses, texts, and the types of what it shows', () => {
    const allowed = /^(?:views\/|src\/urls\.ts$|src\/i18n\/|hono\/)/
    const views = sources.filter(({ path }) => path.startsWith('views/'))
    expect(offences(views, (_, { from, isType }) => !isType && !allowed.test(from))).toEqual([])
    expect(views.length).toBeGreaterThan(15)
  })

  test('of what readers are answered with never touch who they are', () => {
    const seen = sources.filter(({ path }) => /^(?:src\/site|views\/site)\//.test(path))
    expect(offences(seen, (_, { from }) => from.startsWith('src/readers/'))).toEqual([])
    expect(seen.length).toBeGreaterThan(15)
  })

  test('of a migration are none of the program’s, which will have changed when it runs again', () => {
    const migrations = sources.filter(({ path }) => path.startsWith('migrations/'))
    expect(offences(migrations, (_, { from }) => from !== 'kysely')).toEqual([])
    expect(migrations.length).toBeGreaterThan(3)
  })

  test('of a migration are by a number that no other bears, but for three from the beginning', () => {
    const numbers = sources.flatMap(({ path }) => /^migrations\/(\d{4})-/.exec(path)?.[1] ?? [])
    const twice = numbers.filter((number, at) => numbers.indexOf(number) < at)
    expect(twice.sort()).toEqual(['0024', '0041', '0042'])
  })

  test('of the program are never its tests', () => {
    expect(offences(sources, (_, { from }) => from.startsWith('tests/'))).toEqual([])
  })

  test('of what answers readers at the start are none that a blog needs when somebody moves in or counts', () => {
    const files = new Map(sources.map(({ path, imports }) => [path, imports]))
    const loaded = new Set(['src/cli/serve.ts'])
    for (const path of loaded)
      for (const { from, isType, isLate } of files.get(path) ?? []) if (!isType && !isLate) loaded.add(from)
    const late = ['prom-client', 'saxes', 'smol-toml', 'turndown', 'yaml', 'yauzl', 'yazl']
    expect(late.filter(name => loaded.has(name))).toEqual([])
    expect(loaded.size).toBeGreaterThan(500)
    expect(sources.flatMap(({ imports }) => imports.map(({ from }) => from))).toEqual(
      expect.arrayContaining(late),
    )
  })

  test('between files go round in no circle, those of types included', () => {
    const files = new Map(
      sources.map(({ path, imports }) => [path, new Set(imports.filter(isOurs).map(({ from }) => from))]),
    )
    expect(files.size).toBeGreaterThan(300)
    expect(circleIn(files)).toBeNull()
  })

  test('between features go round in no circle', () => {
    const features = new Map<string, Set<string>>()
    for (const { path, imports } of sources) {
      const feature = featureOf(path)
      if (!feature) continue
      const needed = features.get(feature) ?? new Set()
      for (const wanted of imports.filter(wanted => !wanted.isType)) {
        const other = featureOf(wanted.from)
        if (other && other !== feature) needed.add(other)
      }
      features.set(feature, needed)
    }
    expect(features.size).toBeGreaterThan(3)
    expect(circleIn(features)).toBeNull()
  })
})

const featureOf = (path: string) =>
  /^src\/[a-z-]+\//.test(path) && height(path) === 2 ? path.split('/')[1] : undefined

/** Some way from a name back to itself. */
function circleIn(needs: ReadonlyMap<string, ReadonlySet<string>>): string[] | null {
  const leadsToNone = new Set<string>()
  const follow = (name: string, way: string[]): string[] | null => {
    if (leadsToNone.has(name)) return null
    if (way.includes(name)) return [...way.slice(way.indexOf(name)), name]
    for (const next of needs.get(name) ?? []) {
      const circle = follow(next, [...way, name])
      if (circle) return circle
    }
    leadsToNone.add(name)
    return null
  }
  for (const name of needs.keys()) {
    const circle = follow(name, [])
    if (circle) return circle
  }
  return null
}

describe('the rules themselves', () => {
  const source = (path: string, text: string): Source => ({
    path,
    text,
    code: text,
    imports: importsOf(path, text),
  })

  test('see an import in every form it can be written in', () => {
    const text = [
      "import a from './a.ts'",
      "import { b, type B } from '../b.ts'",
      "import type { C } from './c.ts'",
      "import { type D, type E } from './d.ts'",
      "import {\n  f,\n} from './f.ts'",
      "import './g.ts'",
      "export { h } from './h.ts'",
      "export * from './i.ts'",
      "const j = await import('./j.ts')",
      "import * as k from 'k'",
    ].join('\n')
    expect(importsOf('src/site/x.ts', text)).toEqual([
      { from: 'src/site/a.ts', isType: false, isLate: false },
      { from: 'src/b.ts', isType: false, isLate: false },
      { from: 'src/site/c.ts', isType: true, isLate: false },
      { from: 'src/site/d.ts', isType: true, isLate: false },
      { from: 'src/site/f.ts', isType: false, isLate: false },
      { from: 'src/site/g.ts', isType: false, isLate: false },
      { from: 'src/site/h.ts', isType: false, isLate: false },
      { from: 'src/site/i.ts', isType: false, isLate: false },
      { from: 'k', isType: false, isLate: false },
      { from: 'src/site/j.ts', isType: false, isLate: true },
    ])
  })

  test.each([
    ['src/comments/x.ts', "import { c } from '../http/context.ts'"],
    ['src/text/x.ts', "import { c } from '../comments/form.ts'"],
    ['src/db/x.ts', "import { c } from '../readers/email.ts'"],
    ['src/site/x.ts', "import { c } from '../app.ts'"],
    ['views/site/x.tsx', "import { c } from '../../src/site/posts.tsx'"],
    ['src/http/x.ts', "const c = await import('../cli/run.ts')"],
  ])('notice that %s must not %s', (path, text) => {
    expect(offences([source(path, text)], goesUp)).toHaveLength(1)
  })

  test('notice a circle, and only a circle', () => {
    const a = new Map([
      ['a', new Set(['b', 'c'])],
      ['b', new Set(['c'])],
      ['c', new Set<string>()],
    ])
    expect(circleIn(a)).toBeNull()
    expect(circleIn(new Map([...a, ['c', new Set(['a'])]]))).toEqual(['a', 'b', 'c', 'a'])
  })
})
