import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { transact } from '../../db/transact.ts'
import { block, hear } from '../../moderation/block.ts'
import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import { badRequest, notFound } from '../../http/answer/problems.ts'
import { fields } from '../../http/input/params.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { addNote, type Person, readPerson, removeNote } from '../../readers/person.ts'
import { urls } from '../../urls.ts'
import { muteTimes, PersonPage } from '../../../views/admin/comments/person.tsx'
import { actorOf, personOf } from '../guard.ts'
import { adminShellOf } from '../shell.ts'
import { commentIn } from './comment.tsx'

/** As in the table. */
const longestNote = 2_000

/** GET /admin/comments/:id/person: who wrote a comment, as far as that is known. */
export const showPerson = (c: AppContext): Promise<Response> => show(c, null, 200)

/** POST /admin/comments/:id/person/notes: keeps a note, or drops one. */
export async function postPersonNote(c: AppContext): Promise<Response> {
  const { id, person } = await personBehindPage(c)
  const body = await readForm(c)
  const removed = fields(body).id('removal')
  const note = body.field('note').trim()
  const { id: account, name } = personOf(c)
  if (removed === null && !person.hasAddress) throw badRequest()
  const isWrong = removed === null && (note === '' || note.length > longestNote)
  if (isWrong) return show(c, note, 422)
  await transact(c.var.services.db, trx =>
    removed === null
      ? addNote(trx, { who: person.who, note, account, name })
      : removeNote(trx, person.who, removed),
  )
  return c.redirect(urls.admin.person(id), 303)
}

/** POST /admin/comments/:id/person/mute: lets somebody's comments wait for a while, or no longer. */
export async function postMute(c: AppContext): Promise<Response> {
  const { id, person } = await personBehindPage(c)
  const time = fields(await readForm(c)).oneOf('time', [...muteTimes, 'no'])
  const { db } = c.var.services
  if (time !== 'no' && !person.hasAddress) throw badRequest()
  if (time === null || time === 'no') await hear(db, person.who, actorOf(c))
  else await block(db, { kind: 'person', mark: person.who }, hoursOf[time], actorOf(c))
  return c.redirect(urls.admin.person(id), 303)
}

const hoursOf = { hour: 1, week: 168, good: null }

async function personBehindPage(c: AppContext): Promise<{ id: number; person: Person }> {
  const { id } = await commentIn(c)
  const person = await readPerson(c.var.services.db, c.var.services.keys, id)
  if (!person) throw notFound()
  return { id, person }
}

/** `note`: what was typed and can't be kept. */
async function show(c: AppContext, note: string | null, status: ContentfulStatusCode): Promise<Response> {
  const { id, name } = await commentIn(c)
  const person = await readPerson(c.var.services.db, c.var.services.keys, id)
  const page = (
    <PersonPage
      shell={adminShellOf(c)}
      comment={id}
      name={name}
      person={person}
      note={note}
      longestNote={longestNote}
    />
  )
  return sendPrivatePage(c, page, status)
}
