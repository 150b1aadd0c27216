import type { Reader } from '../format.ts'
import { isSet, numberAt, recordOf, textAt, valuesIn } from '../json-records.ts'
import { type Item, type Reason, SeveralSites } from '../stream.ts'
import { timeIn } from '../times.ts'

/** Artalk: Artrans, its list of comments in JSON, in which all values are texts. */
export const artalk: Reader = {
  recognises: ({ head }) => /^\s*\[/.test(head) && /"page_key"\s*:/.test(head),

  async *read(source, { site, timeZone }): AsyncGenerator<Item> {
    const sites = new Map<string, number>()
    for await (const { value } of valuesIn(source, path => path === '*.site_name'))
      sites.set(String(value), (sites.get(String(value)) ?? 0) + 1)
    if (sites.size > 1 && (site === null || !sites.has(site)))
      throw new SeveralSites([...sites.keys()].sort())
    yield { is: 'site', name: site ?? [...sites.keys()][0] ?? '' }
    for await (const { value } of valuesIn(source, path => path === '*')) {
      const row = recordOf(value)
      const of = textAt(row, 'site_name')
      if (site !== null && of !== '' && of !== site)
        yield { is: 'left', what: 'comment', id: textAt(row, 'id'), why: 'otherSite' }
      else yield commentOf(row, timeZone)
    }
  },
}

function commentOf(row: Readonly<Record<string, unknown>>, timeZone: string): Item {
  const id = textAt(row, 'id')
  const left = (why: Reason): Item => ({ is: 'left', what: 'comment', id, why })
  if (isSet(row, 'page_admin_only')) return left('adminsOnly')
  const createdAt = timeIn(textAt(row, 'created_at'), timeZone)
  const content = textAt(row, 'content')
  if (createdAt === null) return left('noTime')
  if (content.trim() === '') return left('emptyText')
  const email = textAt(row, 'email')
  const parent = textAt(row, 'rid')
  const isStaff = textAt(row, 'badge_name') !== ''
  return {
    is: 'comment',
    comment: {
      twin: null,
      id: id === '' ? null : id,
      on: { address: textAt(row, 'page_key') },
      parent: parent === '' || parent === '0' ? null : parent,
      state: isSet(row, 'is_pending') ? 'pending' : 'approved',
      isMention: false,
      name: textAt(row, 'nick'),
      email: email === 'anonymous@example.org' ? '' : email,
      website: textAt(row, 'link'),
      ip: textAt(row, 'ip') || null,
      text: /^\s*<(?:p|div|blockquote)\b/i.test(content)
        ? { html: content }
        : { markdown: withoutEmoticons(content) },
      createdAt,
      editedAt: null,
      isStaff,
      votes: numberAt(row, 'vote_up') - numberAt(row, 'vote_down'),
    },
  }
}

/** Pictures that stand for a word. */
const withoutEmoticons = (markdown: string) =>
  markdown.replace(/<img\b[^>]*\batk-emoticon="([^"]*)"[^>]*>/g, (_, word: string) =>
    word === '' ? '' : `:${word}:`,
  )
