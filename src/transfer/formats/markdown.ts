import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, posix } from 'node:path'
import { isLanguageTag } from '../../i18n/messages.ts'
import { normalized } from '../../text/marks.ts'
import { slugOf } from '../../urls.ts'
import { articleMarkdown, wordsOf } from '../article-markdown.ts'
import type { Reader } from '../format.ts'
import type { Loss } from '../losses.ts'
import {
  type Fields,
  flagField,
  listField,
  partField,
  pointField,
  textField,
  timeField,
} from '../markdown/fields.ts'
import { type Folder, lookInto } from '../markdown/flavour.ts'
import { divide } from '../markdown/front-matter.ts'
import { ownFields } from '../markdown/own-fields.ts'
import { addressesOf, type Place, placeOf, statusOf } from '../markdown/places.ts'
import { coverOf, hexoText, hugoText, jekyllText, needsComponents } from '../markdown/shortcodes.ts'
import { mostOfOne } from '../room.ts'
import type { Item, Reading } from '../stream.ts'
import { tidyLine } from '../tidy.ts'
import { timeIn } from '../times.ts'

/** Markdown with front matter: a file, or a folder of Hugo, Jekyll, Hexo or Astro, or of none of them. */
export const markdown: Reader = {
  recognises: ({ isFolder, name }) => isFolder || /\.(?:md|markdown|mdx)$/i.test(name),

  async *read({ path, isFolder }, reading): AsyncGenerator<Item> {
    const folder: Folder = isFolder
      ? await lookInto(path)
      : { root: dirname(path), flavour: 'plain', config: {}, files: [basename(path)] }
    const siteZone = textField(folder.config, 'timezone')
    const told = { ...reading, timeZone: isTimeZone(siteZone) ? siteZone : reading.timeZone }
    const known = new Map<string, string>()
    const addressOf = (name: string) =>
      known.get(nameKey(name)) ?? `/${slugOf(posix.basename(nameKey(name)))}`
    for (const file of folder.files) {
      const read = await readOne(folder, file, told)
      if (read !== null && 'addresses' in read) known.set(nameKey(file), read.addresses[0] ?? '/')
    }
    for (const file of folder.files) {
      const read = await readOne(folder, file, told)
      if (read !== null) yield 'is' in read ? read : itemOf(folder, file, read, addressOf)
    }
  },
}

const isTimeZone = (name: string) => name !== '' && Intl.supportedValuesOf('timeZone').includes(name)

/** As other articles call a file: without folders, day and ending. */
const nameKey = (name: string) =>
  posix
    .basename(name.replace(/[#?].*$/, '').replace(/\/(?:index(?:\.[\w-]+)?\.\w+)?$/, ''))
    .replace(/\.(?:md|markdown|mdx|html?)$/i, '')
    .replace(/^\d{4}-\d{1,2}-\d{1,2}-/, '')
    .toLowerCase()

interface Read {
  place: Place
  fields: Fields
  body: string
  title: string
  slug: string
  date: Date | null
  updated: Date | null
  addresses: string[]
  reading: Reading
}

/** One file; null for one that is no article and was never meant to be. */
async function readOne(folder: Folder, file: string, reading: Reading): Promise<Read | Item | null> {
  if (/(?:^|\/)_index\.[\w.-]*(?:md|markdown)$/.test(file))
    return { is: 'left', what: 'article', id: file, why: 'notAnArticle' }
  const place = placeOf(file, folder)
  if (place === null) return null
  const problem = (line: number, why: string): Item => ({
    is: 'problem',
    what: 'article',
    where: `${file}:${line}`,
    why,
  })
  const path = join(folder.root, file)
  if ((await stat(path)).size > mostOfOne) return problem(1, 'it is larger than any article.')
  const text = new TextDecoder().decode(await readFile(path)).replace(/\r\n?/g, '\n')
  const unreadable = text.search(/[\ufffd\0]/)
  if (unreadable >= 0) return problem(text.slice(0, unreadable).split('\n').length, 'this is not UTF-8 text.')
  const divided = divide(text)
  if ('problem' in divided) return problem(divided.problem.line, divided.problem.why)
  const { matter: fields, body, isBare } = divided
  // Jekyll copies such a file as it is, and others have no title for it.
  if (isBare && (folder.flavour === 'jekyll' || /\.html?$/.test(file)))
    return place.kind === 'page' ? null : { is: 'left', what: 'article', id: file, why: 'noFrontMatter' }
  if (file.endsWith('.mdx') && needsComponents(body))
    return { is: 'left', what: 'article', id: file, why: 'needsComponents' }

  const names = ['date', 'pubdate', 'publishdate', 'published_at', 'publisheddate', 'created']
  const date = timeField(fields, reading.timeZone, ...names)
  if (date === undefined) return problem(1, `"${textField(fields, ...names)}" is no time.`)
  const named = place.day === '' ? null : timeIn(place.day, reading.timeZone)
  if (date === null && place.day !== '' && named === null)
    return problem(1, `there is no day "${place.day}".`)
  const written = textField(fields, 'slug') || (folder.flavour === 'astro' ? textField(fields, 'id') : '')
  const slug = normalized(written || place.name)
  const own = { place, fields, slug, date: date ?? named, timeZone: reading.timeZone }
  return {
    ...own,
    ...{ body, reading },
    title: titleIn(folder, fields) || (/^#\s+(.+)$/m.exec(body)?.[1] ?? place.name),
    updated:
      timeField(
        fields,
        reading.timeZone,
        'updated',
        'lastmod',
        'last_modified_at',
        'updateddate',
        'modified',
      ) ?? null,
    addresses: addressesOf(folder, own),
  }
}

/** Generators show a title as HTML; where there is none it is what was typed. */
const titleIn = ({ flavour }: Folder, fields: Fields): string =>
  flavour === 'plain' ? textField(fields, 'title') : wordsOf(textField(fields, 'title'))

function itemOf(folder: Folder, file: string, read: Read, addressOf: (name: string) => string): Item {
  const { fields, place } = read
  const lost = new Set<Loss>()
  const expires = timeField(fields, read.reading.timeZone, 'expirydate') ?? null
  const isExpired = expires !== null && expires.getTime() < read.reading.now.getTime()
  if (isExpired) lost.add('expired:')
  const isHtml = /\.html?$/i.test(file)
  // Where no generator reads its own signs, whoever writes them shows them: an export of ours comes back as it was.
  const asWritten = (text: string) => text
  const change = { hugo: hugoText, jekyll: jekyllText, hexo: hexoText, astro: hugoText, plain: asWritten }[
    folder.flavour
  ]
  const changed = change(read.body, { addressOf, lost })
  const converted = isHtml ? articleMarkdown(changed) : { markdown: changed.trim(), lost: [] }
  const names = ['image', 'cover', 'heroimage', 'featured_image', 'thumbnail', 'banner']
  const cover = coverOf(
    partField(fields, names, ['image', 'src', 'url', 'path', 'relative']),
    partField(fields, names, []) || partField(fields, names, ['alt']).replace(/^.*\.\w{3,4}$/, ''),
  )
  const key = tidyLine(textField(fields, 'translationkey'), 200)
  return {
    is: 'article',
    article: {
      id: file,
      kind: place.kind,
      addresses: read.addresses,
      slug: read.slug,
      title: read.title,
      status: statusOf(fields, place, isExpired),
      publishedAt: read.date,
      updatedAt: read.updated,
      language: languageOf(fields, place),
      tags: tagsOf(folder, fields),
      commentsOpen: flagField(fields, 'comments') !== false,
      ...ownFields(folder.flavour, fields),
      authors: listField(fields, 'authors', 'author'),
      markdown: `${cover}${converted.markdown}`,
      ...(key === '' ? {} : { translationKey: key }),
      ...(cover === ''
        ? {}
        : { cover: { x: pointField(fields, names, 'x'), y: pointField(fields, names, 'y') } }),
      lost: [...lost, ...converted.lost].sort(),
    },
  }
}

function languageOf(fields: Fields, { language }: Place): string | null {
  const said = textField(fields, 'lang', 'language', 'locale').replace('_', '-') || language
  if (!isLanguageTag(said)) return null
  // As it is usually written: `zh-cn` is `zh-CN`.
  return Intl.getCanonicalLocales(said)[0] ?? null
}

/** Jekyll divides a text at spaces; elsewhere it is one tag, or several with commas. */
function tagsOf({ flavour }: Folder, fields: Fields): string[] {
  const divided = (name: string) => {
    const value = fields[name]
    if (typeof value !== 'string') return listField(fields, name)
    return flavour === 'jekyll' ? value.split(/\s+/) : value.split(',')
  }
  const all = [
    ...divided('categories'),
    ...listField(fields, 'category'),
    ...divided('tags'),
    ...listField(fields, 'tag'),
  ]
  return all.map(tag => normalized(tag.trim())).filter(tag => tag !== '')
}
