import type { Reader } from '../format.ts'
import { isSet, numberAt, recordOf, textAt, valuesIn } from '../json-records.ts'
import { SeveralSites, type Item } from '../stream.ts'
import { timeIn } from '../times.ts'

/** Remark42: its backup, a line of JSON for each comment, mostly compressed. */
export const remark42: Reader = {
  recognises: ({ head }) => /^\s*\{"version":\s*1,\s*"users":/.test(head) || /"locator":\s*\{/.test(head),

  async *read(source, { site }): AsyncGenerator<Item> {
    const emails = new Map<string, string>()
    const sites = new Set<string>()
    for await (const { path, value } of valuesIn(
      source,
      path => path === 'users.*' || path === 'locator.site',
    ))
      if (path === 'locator.site') sites.add(String(value))
      else {
        const user = recordOf(value)
        const email = textAt(recordOf(user['details']), 'email')
        if (email !== '') emails.set(textAt(user, 'id'), email)
      }
    if (sites.size > 1 && (site === null || !sites.has(site))) throw new SeveralSites([...sites].sort())
    yield { is: 'site', name: site ?? [...sites][0] ?? '' }
    for await (const { value } of valuesIn(source, (path, opens) => path === '' && opens === '{')) {
      const row = recordOf(value)
      if (textAt(row, 'id') === '') continue
      if (site !== null && textAt(recordOf(row['locator']), 'site') !== site)
        yield { is: 'left', what: 'comment', id: textAt(row, 'id'), why: 'otherSite' }
      else yield commentOf(row, emails)
    }
  },
}

function commentOf(row: Readonly<Record<string, unknown>>, emails: ReadonlyMap<string, string>): Item {
  const id = textAt(row, 'id')
  const user = recordOf(row['user'])
  const isGone = isSet(row, 'delete')
  const createdAt = timeIn(textAt(row, 'time'))
  if (createdAt === null) return { is: 'left', what: 'comment', id, why: 'noTime' }
  const typed = textAt(row, 'orig')
  const html = textAt(row, 'text')
  if (!isGone && typed === '' && html.trim() === '')
    return { is: 'left', what: 'comment', id, why: 'emptyText' }
  return {
    is: 'comment',
    comment: {
      twin: null,
      id,
      on: { address: textAt(recordOf(row['locator']), 'url') },
      parent: textAt(row, 'pid') || null,
      state: isGone ? 'removed' : 'approved',
      isMention: false,
      name: isGone ? '' : textAt(user, 'name'),
      email: emails.get(textAt(user, 'id')) ?? '',
      website: '',
      ip: null,
      // Those that were imported there have no Markdown.
      text: typed === '' ? { html } : { markdown: typed },
      createdAt,
      editedAt: timeIn(textAt(recordOf(row['edit']), 'time')),
      isStaff: isSet(user, 'admin'),
      votes: numberAt(row, 'score'),
    },
  }
}
