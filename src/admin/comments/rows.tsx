import type { JSX } from 'hono/jsx/jsx-runtime'
import { may } from '../../accounts/roles.ts'
import { readQueued } from '../../moderation/queue.ts'
import { colleaguesBehind } from '../../moderation/colleagues.ts'
import type { Outcome } from '../../moderation/states.ts'
import { urls } from '../../urls.ts'
import type { CommentStatus } from '../../db/tables.ts'
import type { AppContext } from '../../http/context.ts'
import { badRequest } from '../../http/answer/problems.ts'
import { readForm } from '../../http/input/form-body.ts'
import { ticks } from '../../http/input/form-limits.ts'
import { fields, readId } from '../../http/input/params.ts'
import { backgroundsOf } from '../../readers/background.ts'
import { QueuedComment } from '../../../views/admin/comments/queued-comment.tsx'
import { everyComment, type QueueQuery, statusOf } from '../../../views/admin/comments/queue-query.ts'
import { actorText } from '../../../views/admin/comments/step-actor.ts'
import { personOf, scopeOf } from '../guard.ts'
import { queryIn } from './queue.tsx'

/** A row of the queue as a script puts it there. */
export interface Row {
  id: number
  status: CommentStatus
  html: string
}

/**
 * Some comments as rows of the list that a query asks for. Those that left it and `moved` names are lines that say so
 * and take it back; any other can be decided on.
 */
export async function rowsOf(
  c: AppContext,
  list: QueueQuery,
  ids: readonly number[],
  moved: ReadonlySet<number>,
): Promise<Row[]> {
  const { t, services, settings } = c.var
  const { id: account, desk, role } = personOf(c)
  const comments = await readQueued(services.db, ids, scopeOf(c))
  const backgrounds = await backgroundsOf(services.db, services.keys, ids, {
    scope: scopeOf(c),
    trustAfter: settings.trust_after,
  })
  const left = comments.filter(({ id, status }) => moved.has(id) && isOutOfPlace(status, list))
  const others = await colleaguesBehind(
    services.db,
    left.map(({ step }) => step),
    account,
  )
  const rows: Row[] = []
  for (const comment of comments) {
    const by = others.get(comment.step)
    const row: JSX.Element = (
      <QueuedComment
        t={t}
        comment={comment}
        background={backgrounds.get(comment.id) ?? null}
        query={list}
        hasKeys={desk.keys}
        mayBlock={may(role, 'moderate all')}
        trustAfter={settings.trust_after}
        isDecided={left.includes(comment)}
        by={by ? actorText(t, by) : null}
      />
    )
    rows.push({ id: comment.id, status: comment.status, html: String(await row) })
  }
  return rows
}

/** One that is where the list wants it, as after taking a decision back, can be decided on again. */
const isOutOfPlace = (status: CommentStatus, list: QueueQuery) =>
  list.status !== 'all' && status !== statusOf(list.status)

/** POST /admin/rows: comments that colleagues changed, as the open list is to show them. */
export async function postRows(c: AppContext): Promise<Response> {
  const body = await readForm(c, ticks)
  const ids = body.all('moved').map(idIn)
  const rows = await rowsOf(c, queryIn(fields(body)), ids, new Set(ids))
  return c.json({ rows: htmlById(rows) })
}

function idIn(text: string): number {
  const id = readId(text)
  if (id === null) throw badRequest()
  return id
}

/** Whether a script asks, which puts the answer into the list that it was asked from. */
export const isForScript = (c: AppContext): boolean => c.req.header('accept') === 'application/json'

/** Answers a script after an edit or a reply: the comment as it is now, what to say, and what takes it back. */
export async function sendRows(
  c: AppContext,
  list: QueueQuery | null,
  { moved, decision }: Pick<Outcome, 'decision'> & { moved: readonly { comment: number }[] },
  message: string,
): Promise<Response> {
  const ids = moved.map(({ comment }) => comment)
  const rows = await rowsOf(c, list ?? everyComment, ids, new Set(ids))
  const reversal = decision === null ? null : urls.admin.reversal(decision)
  return c.json({ message, undo: null, reversal, rows: htmlById(rows) })
}

/** As scripts take them. */
export const htmlById = (rows: readonly Row[]): Record<string, string> =>
  Object.fromEntries(rows.map(({ id, html }) => [id, html]))
