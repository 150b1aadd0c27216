import type { Reader } from '../format.ts'
import { isSet, numberAt, recordOf, textAt, valuesIn } from '../json-records.ts'
import type { ForeignState, Item, Reason } from '../stream.ts'
import { timeAt, timeIn } from '../times.ts'

type Row = Readonly<Record<string, unknown>>

/** Waline, and Valine and Twikoo before it: one list of comments, in JSON or in lines of JSON. */
export const waline: Reader = {
  recognises: ({ head }) =>
    /"type"\s*:\s*"waline"/.test(head) ||
    (/"(?:objectId|_id)"\s*:/.test(head) && /"(?:comment|mailMd5)"\s*:/.test(head)),

  async *read(source): AsyncGenerator<Item> {
    const staff = new Set<string>()
    for await (const { value } of valuesIn(source, path => path === 'data.Users.*')) {
      const user = recordOf(value)
      if (textAt(user, 'type') === 'administrator') staff.add(textAt(user, 'objectId'))
    }
    const isComment = (path: string, opens: string) =>
      path === 'data.Comment.*' || path === 'results.*' || path === '*' || (path === '' && opens === '{')
    const isWhole = (await firstKind(source)) === 'one object'
    for await (const { value } of valuesIn(
      source,
      (path, opens) => isComment(path, opens) && !(isWhole && path === ''),
    ))
      yield commentOf(recordOf(value), staff)
  },
}

/** Waline writes one object around its tables; the others a list, or a line for each comment. */
async function firstKind({ head }: Parameters<Reader['read']>[0]): Promise<'one object' | 'comments'> {
  return /"type"\s*:\s*"waline"|^\s*\{\s*"results"\s*:/.test(head) ? 'one object' : 'comments'
}

function commentOf(row: Row, staff: ReadonlySet<string>): Item {
  const id = textAt(row, 'objectId') || textAt(row, '_id')
  const left = (why: Reason): Item => ({ is: 'left', what: 'comment', id, why })
  const createdAt = timeOf(row['insertedAt']) ?? timeOf(row['created']) ?? timeOf(row['createdAt'])
  const address = textAt(row, 'url') || textAt(row, 'href')
  const text = textAt(row, 'comment')
  if (text.trim() === '') return left('emptyText')
  if (createdAt === null) return left('noTime')
  if (address === '') return left('noThread')
  return {
    is: 'comment',
    comment: {
      twin: null,
      id: id === '' ? null : id,
      on: { address },
      parent: textAt(row, 'pid') || textAt(row, 'rid') || null,
      state: stateOf(row),
      isMention: false,
      name: textAt(row, 'nick'),
      email: textAt(row, 'mail'),
      website: textAt(row, 'link'),
      ip: textAt(row, 'ip') || null,
      // The older ones kept what was shown.
      text: /^\s*<(?:p|div|blockquote|pre|ul|ol)\b/i.test(text)
        ? { html: text.replace(/<a\b[^>]*\bclass="at"[^>]*>[^<]*<\/a>\s*,?\s*/g, '') }
        : { markdown: text.replace(/^\[@[^\]]*\]\(#[^)]*\)\s*[:,]?\s*/, '') },
      createdAt,
      editedAt: null,
      isStaff: staff.has(textAt(row, 'user_id')),
      votes: numberAt(row, 'like'),
    },
  }
}

function stateOf(row: Row): ForeignState {
  const status = textAt(row, 'status')
  if (isSet(row, 'isSpam') || status === 'spam') return 'spam'
  return status === 'waiting' ? 'pending' : 'approved'
}

/** Milliseconds, a text, or a date as LeanCloud wraps one. */
function timeOf(value: unknown): Date | null {
  if (typeof value === 'number') return timeAt(value, 'ms')
  return typeof value === 'string' ? timeIn(value) : timeIn(textAt(recordOf(value), 'iso'))
}
