import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { block, caughtByWords, lift } from '../../moderation/block.ts'
import type { QueuedComment } from '../../moderation/queue.ts'
import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import { fields, pathId, query } from '../../http/input/params.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { type Block, type Blockable, listBlocks, readBlockable } from '../../readers/blocks.ts'
import { type Caught, caughtBy } from '../../readers/caught.ts'
import { networkAround } from '../../text/network.ts'
import { urls } from '../../urls.ts'
import {
  BlockPage,
  type BlockChoice,
  blockChoices,
  blockTimes,
  type TypedBlock,
} from '../../../views/admin/comments/block.tsx'
import { BlocksPage } from '../../../views/admin/comments/blocks.tsx'
import type { QueueQuery } from '../../../views/admin/comments/queue-query.ts'
import { actorOf } from '../guard.ts'
import { adminShellOf } from '../shell.ts'
import { commentIn } from './comment.tsx'
import { listIn } from './queue.tsx'

const longestWords = 200

/** GET /admin/comments/:id/block: what can be blocked from a comment on, each with what it would have caught. */
export async function showBlock(c: AppContext): Promise<Response> {
  const typed = { what: null, words: '', time: 'week' as const }
  return show(c, await commentIn(c), { typed, list: listIn(query(c)) }, 200)
}

/** POST /admin/comments/:id/block: blocks it and judges again what waits, or says what words would have caught. */
export async function postBlock(c: AppContext): Promise<Response> {
  const { db, keys } = c.var.services
  const comment = await commentIn(c)
  const body = fields(await readForm(c))
  const list = listIn(body)
  const what = body.oneOf('what', blockChoices)
  const time = body.oneOf('time', blockTimes) ?? 'week'
  const words = body.words('words', longestWords)
  const typed = { what, words, time }
  if (body.isThere('try')) {
    const caught = words === '' ? null : await caughtByWords(db, words)
    return show(c, comment, { typed: { ...typed, what: 'words' }, list, caught }, words === '' ? 422 : 200)
  }
  const wanted = what && blockOf(what, words, await readBlockable(db, keys, comment.id))
  if (!wanted) return show(c, comment, { typed, list, isMissing: true }, 422)
  const count = await block(db, wanted, hoursOf[time], actorOf(c))
  return c.redirect(`${urls.admin.blocks}?blocked=${count}`, 303)
}

const hoursOf = { hour: 1, week: 168, good: null }

/** Null: there is no such thing any more, or no words were typed. */
function blockOf(what: BlockChoice, words: string, from: Blockable | null): Block | null {
  switch (what) {
    case 'words':
      return words === '' ? null : { kind: 'words', words }
    case 'address':
      return from?.contact ? { kind: 'address', contact: from.contact } : null
    case 'ip':
      return from?.ip ? { kind: 'network', network: from.ip } : null
    case 'network':
      return from?.ip ? { kind: 'network', network: networkAround(from.ip) } : null
    case 'browser':
      return from?.browser ? { kind: 'browser', mark: from.browser } : null
  }
}

interface Shown {
  typed: TypedBlock
  list: QueueQuery | null
  /** What the words would have caught; null where none were typed. */
  caught?: Caught | null
  /** Nothing was chosen, or no words were typed. */
  isMissing?: boolean
}

async function show(
  c: AppContext,
  comment: QueuedComment,
  { typed, list, caught = null, isMissing = false }: Shown,
  status: ContentfulStatusCode,
): Promise<Response> {
  const { db, keys } = c.var.services
  const from = await readBlockable(db, keys, comment.id)
  const network = from?.ip ? networkAround(from.ip) : null
  const page = (
    <BlockPage
      shell={adminShellOf(c)}
      comment={comment}
      from={from && { ...from, network }}
      caught={from && (await caughtBy(db, from, network))}
      caughtByWords={caught}
      typed={typed}
      list={list}
      isMissing={isMissing || status === 422}
      longestWords={longestWords}
    />
  )
  return sendPrivatePage(c, page, status)
}

/** GET /admin/blocks: what is blocked at this moment, by whom and until when. */
export async function showBlocks(c: AppContext): Promise<Response> {
  const { db, keys } = c.var.services
  const params = query(c)
  const page = (
    <BlocksPage
      shell={adminShellOf(c)}
      blocks={await listBlocks(db, keys)}
      blocked={params.count('blocked')}
      isLifted={params.isThere('lifted')}
    />
  )
  return sendPrivatePage(c, page)
}

/** POST /admin/blocks/:id/removal */
export async function postBlockRemoval(c: AppContext): Promise<Response> {
  await lift(c.var.services.db, pathId(c), actorOf(c))
  return c.redirect(`${urls.admin.blocks}?lifted=yes`, 303)
}
