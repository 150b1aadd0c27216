import type { Reader } from '../format.ts'
import { textAt } from '../json-records.ts'
import { isLocalAddress } from '../old-address.ts'
import { type Row, withSqlite } from '../sqlite-file.ts'
import type { Item, Reason } from '../stream.ts'
import { timeAt, timeIn } from '../times.ts'

/** Cusdis: its SQLite file. */
export const cusdis: Reader = {
  recognises: ({ isSqlite, head }) => isSqlite && head.includes('by_nickname'),

  read: source =>
    withSqlite(source, function* ({ rows }): Generator<Item> {
      for (const row of rows(
        `select c.*, p.url, p.slug, pr.deleted_at as project_deleted from comments c
         left join pages p on p.id = c."pageId" left join projects pr on pr.id = p."projectId" order by c.created_at, c.id`,
      ))
        yield commentOf(row)
    }),
}

function commentOf(row: Row): Item {
  const id = textAt(row, 'id')
  const left = (why: Reason): Item => ({ is: 'left', what: 'comment', id, why })
  const address = textAt(row, 'url') || textAt(row, 'slug')
  if (address === '') return left('noThread')
  if (isLocalAddress(address)) return left('localhost')
  if (row['project_deleted'] !== null) return left('threadDeleted')
  const createdAt = timeAt(row['created_at'], 'ms') ?? timeIn(textAt(row, 'created_at'))
  if (createdAt === null) return left('noTime')
  const isGone = row['deletedAt'] !== null
  if (!isGone && textAt(row, 'content').trim() === '') return left('emptyText')
  return {
    is: 'comment',
    comment: {
      twin: null,
      id,
      on: { address },
      parent: textAt(row, 'parentId') || null,
      state: isGone ? 'removed' : textAt(row, 'approved') === '1' ? 'approved' : 'pending',
      isMention: false,
      name: textAt(row, 'by_nickname'),
      email: textAt(row, 'by_email'),
      website: '',
      ip: null,
      text: { markdown: textAt(row, 'content') },
      createdAt,
      editedAt: null,
      isStaff: textAt(row, 'moderatorId') !== '',
      votes: 0,
    },
  }
}
