import { posix } from 'node:path'
import { slugOf } from '../../urls.ts'
import { flagField, type Fields, listField, textField } from './fields.ts'
import type { Flavour, Folder } from './flavour.ts'
import type { Matter } from './front-matter.ts'

/** What a file's own place says of the article in it. */
export interface Place {
  kind: 'post' | 'page'
  isDraft: boolean
  /** The name of the file, or of the folder that is one article. */
  name: string
  /** As the name begins with: `2018-1-1`. */
  day: string
  language: string
  /** The folders above it, from where articles begin. */
  sections: string[]
}

/** Where an article stands in a folder; null for a file that is none. */
export function placeOf(path: string, { flavour }: Pick<Folder, 'flavour'>): Place | null {
  if (!/\.(?:md|markdown|mdx|html?)$/i.test(path)) return null
  const of = places[flavour](path)
  if (of === null) return null
  const stem = posix.basename(of.path).replace(/\.[^.]+$/, '')
  const [, bare = stem, language = ''] = /^(.+?)\.([a-z]{2,3}(?:-[a-z0-9]{2,8})?)$/i.exec(stem) ?? []
  const isFolder = /^index$/i.test(bare)
  const folders = posix.dirname(of.path) === '.' ? [] : posix.dirname(of.path).split('/')
  const full = isFolder ? (folders.at(-1) ?? 'index') : bare
  const [, day = '', rest = full] = /^(\d{4}-\d{1,2}-\d{1,2})-(.+)$/.exec(full) ?? []
  const isDated = flavour === 'jekyll' && !of.isPage
  return {
    kind: of.isPage ? 'page' : 'post',
    isDraft: of.isDraft,
    name: isDated ? rest : full,
    day: isDated ? day : '',
    language,
    sections: isFolder ? folders.slice(0, -1) : folders,
  }
}

interface Within {
  path: string
  isPage: boolean
  isDraft: boolean
}

const places: Record<Flavour, (path: string) => Within | null> = {
  hugo(path) {
    if (!/^content\/.+\.(?:md|markdown)$/.test(path) || /(?:^|\/)_index\./.test(path)) return null
    const inside = path.slice('content/'.length)
    return { path: inside, isPage: !inside.includes('/') || /^[^/]+\/index\./.test(inside), isDraft: false }
  },
  jekyll(path) {
    const [, draft, inside] = /^(?:.*\/)?_(posts|drafts)\/(.+)$/.exec(path) ?? []
    if (inside !== undefined) return { path: inside, isPage: false, isDraft: draft === 'drafts' }
    return /(?:^|\/)_|^(?:README|LICENSE|CHANGELOG|404|index)\b/i.test(path)
      ? null
      : { path, isPage: true, isDraft: false }
  },
  hexo(path) {
    const [, draft, inside] = /^source\/_(posts|drafts)\/(.+)$/.exec(path) ?? []
    if (inside !== undefined) return { path: inside, isPage: false, isDraft: draft === 'drafts' }
    return /^source\/[^_].*\.(?:md|markdown)$/.test(path)
      ? { path: path.slice('source/'.length), isPage: true, isDraft: false }
      : null
  },
  astro: path =>
    /^src\/content\/.+\.mdx?$/.test(path)
      ? { path: path.slice('src/content/'.length), isPage: false, isDraft: false }
      : null,
  plain: path =>
    /(?:^|\/)(?:README|LICENSE|CHANGELOG|CONTRIBUTING)\.md$|(?:^|\/)_index\.|\.html?$/i.test(path)
      ? null
      : { path, isPage: /(?:^|\/)pages\//.test(path), isDraft: false },
}

/** What an article's address is made of. */
interface Addressed {
  /** The site's own clock, by which it dates addresses. */
  timeZone: string
  place: Place
  fields: Fields
  slug: string
  date: Date | null
}

/** Where an article was on the old site, as its generator builds addresses. */
export function addressesOf(folder: Folder, addressed: Addressed): string[] {
  const { place, fields, slug, date } = addressed
  const own = textField(fields, 'url', 'permalink')
  const others = listField(fields, 'aliases', 'alias', 'redirect_from').map(rooted)
  const pattern = patternFor(folder, place)
  const title = folder.flavour === 'hugo' ? slug : place.name
  const filled = pattern.replace(/:(\w+)/g, (_, part: string) => partOf(part, { ...addressed, slug: title }))
  // What has no day yet has no address that is made of one.
  if (own === '' && date === null && /:(?:year|month|day)/.test(pattern)) return others
  return [rooted((own === '' ? filled : own).replace(/(?<!:)\/{2,}/g, '/')), ...others]
}

const rooted = (address: string) => (/^(?:[a-z]+:)?\/\/|^\//i.test(address) ? address : `/${address}`)

const jekyllPatterns: Readonly<Record<string, string>> = {
  date: '/:categories/:year/:month/:day/:title.html',
  pretty: '/:categories/:year/:month/:day/:title/',
  none: '/:categories/:title.html',
}

function patternFor({ flavour, config }: Folder, { kind, sections, language }: Place): string {
  const above = sections.map(section => `/${section}`).join('')
  if (kind === 'page') return `${above}/:title/`
  if (flavour === 'jekyll') {
    const said = textField(config, 'permalink') || 'date'
    return (jekyllPatterns[said] ?? said).replace(':output_ext', '.html')
  }
  if (flavour === 'hexo') return `/${textField(config, 'permalink') || ':year/:month/:day/:title/'}`
  if (flavour !== 'hugo') return `${above}/:title/`
  const patterns: Matter = config['permalinks'] ?? {}
  const said =
    typeof patterns === 'object' && !Array.isArray(patterns) ? textField(patterns, sections[0] ?? '') : ''
  return `${language === '' ? '' : `/${language.toLowerCase()}`}${said === '' ? `${above}/:title/` : said}`
}

function partOf(part: string, { place, fields, slug, date, timeZone }: Addressed): string {
  // As `2019-03-02`.
  const [year = '', month = '', day = ''] =
    date === null
      ? []
      : new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(date).split('-')
  if (part === 'year') return year
  if (part === 'month') return month
  if (part === 'day') return day
  if (part === 'categories' || part === 'category')
    return listField(fields, 'categories', 'category')
      .flatMap(text => text.split(/\s+/))
      .map(slugOf)
      .join('/')
  if (part === 'abbrlink') return textField(fields, 'abbrlink')
  if (part === 'section') return place.sections[0] ?? ''
  if (part === 'sections') return place.sections.join('/')
  return slug
}

/** Whether an article is for everybody, for its author, or not finished; by its fields, its place and the time. */
export function statusOf(fields: Fields, place: Place, gone: boolean): 'published' | 'draft' | 'private' {
  if (place.isDraft || flagField(fields, 'draft') === true || flagField(fields, 'published') === false)
    return 'draft'
  return flagField(fields, 'private') === true || gone ? 'private' : 'published'
}
