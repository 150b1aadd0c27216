import type { Reader } from '../format.ts'
import { textAt } from '../json-records.ts'
import type { ForeignState, Item } from '../stream.ts'
import { type Row, withSqlite } from '../sqlite-file.ts'
import { timeAt } from '../times.ts'

/** Isso: its SQLite file, as it lies on the server. */
export const isso: Reader = {
  recognises: ({ isSqlite, head }) => isSqlite && head.includes('voters'),

  read: source =>
    withSqlite(source, function* ({ rows }): Generator<Item> {
      for (const row of rows(
        'select c.*, t.uri from comments c left join threads t on t.id = c.tid order by c.id',
      ))
        yield commentOf(row)
    }),
}

function commentOf(row: Row): Item {
  const id = textAt(row, 'id')
  const address = textAt(row, 'uri')
  const mode = textAt(row, 'mode')
  const createdAt = timeAt(row['created'], 's')
  const isGone = mode === '4'
  if (address === '') return { is: 'left', what: 'comment', id, why: 'noThread' }
  if (createdAt === null) return { is: 'left', what: 'comment', id, why: 'noTime' }
  if (!isGone && textAt(row, 'text').trim() === '')
    return { is: 'left', what: 'comment', id, why: 'emptyText' }
  const state: ForeignState = isGone ? 'removed' : mode === '1' ? 'approved' : 'pending'
  return {
    is: 'comment',
    comment: {
      twin: null,
      id,
      on: { address },
      parent: textAt(row, 'parent') || null,
      state,
      isMention: false,
      name: textAt(row, 'author'),
      email: textAt(row, 'email'),
      website: textAt(row, 'website'),
      // The file holds networks, not addresses.
      ip: null,
      text: { markdown: textAt(row, 'text') },
      createdAt,
      editedAt: timeAt(row['modified'], 's'),
      isStaff: false,
      votes: Number(row['likes'] ?? 0) - Number(row['dislikes'] ?? 0),
    },
  }
}
