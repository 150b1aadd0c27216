import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { audit } from '../../accounts/audit-log.ts'
import { erasePerson } from '../../moderation/erase.ts'
import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import type { FormBody } from '../../http/input/form-fields.ts'
import { badRequest } from '../../http/answer/problems.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { messagesIn } from '../../i18n/messages.ts'
import { Email } from '../../readers/email.ts'
import { collectPersonalData, type PersonalData } from '../../readers/personal-data.ts'
import { findReader, type Reader } from '../../readers/reader.ts'
import { saveBlock } from '../../settings/save-rules.ts'
import { shortened } from '../../text/cut.ts'
import { ReaderPage } from '../../../views/admin/people/reader.tsx'
import { actorOf } from '../guard.ts'
import { adminShellOf } from '../shell.ts'

/** GET /admin/readers: asks for an address. It is sent as a form, so that no log on the way has it in an address. */
export const showReaders = (c: AppContext): Promise<Response> => show(c, { address: '' }, 200)

/** POST /admin/readers: shows everything that is held about a person. */
export async function postReaderSearch(c: AppContext): Promise<Response> {
  const { address, data } = await readerIn(c)
  return data ? show(c, { address, data }, 200) : showNobody(c, address)
}

/** POST /admin/readers/export: the same as JSON, to be handed to the person. */
export async function postReaderExport(c: AppContext): Promise<Response> {
  const { address, data } = await readerIn(c)
  if (!data) return showNobody(c, address)
  await audit(c.var.services.db, actorOf(c), 'reader exported')
  c.header('Content-Disposition', 'attachment; filename="personal-data.json"')
  c.header('Content-Type', 'application/json; charset=utf-8')
  return c.body(`${JSON.stringify({ address, ...data }, null, 2)}\n`)
}

/** POST /admin/readers/block: takes comments with this address for spam from now on, or no longer. */
export async function postReaderBlock(c: AppContext): Promise<Response> {
  const { t, services } = c.var
  const { db, keys } = services
  const { address, email, body } = await typedIn(c)
  if (email === null) return showNobody(c, address)
  const isBlocked = body.field('block') !== ''
  await saveBlock(db, keys, actorOf(c), { email, isBlocked })
  const said = isBlocked ? t.admin.readers.blocked : t.admin.readers.unblocked
  const data = await collectPersonalData(db, keys, await findReader(db, keys, email))
  return show(c, { address, said, data }, 200)
}

/** POST /admin/readers/erasure: forgets a person, and keeps or removes their comments. */
export async function postReaderErasure(c: AppContext): Promise<Response> {
  const { services, settings, t } = c.var
  const { address, reader, data, body } = await readerIn(c)
  if (!reader || !data) return showNobody(c, address)
  if (body.field('sure') === '') return show(c, { address, data, said: t.admin.readers.notSure }, 422)
  const comments = body.field('comments')
  if (comments !== 'keep' && comments !== 'remove') throw badRequest()
  const underName = messagesIn(settings.language).admin.readers.deletedReader
  const erasure = comments === 'keep' ? ({ comments, underName } as const) : ({ comments } as const)
  const count = await erasePerson(services.db, services.keys, reader, erasure, actorOf(c))
  return show(c, { address: '', said: t.admin.readers.erased(count) }, 200)
}

interface Typed {
  address: string
  email: Email | null
  body: FormBody
}

async function typedIn(c: AppContext): Promise<Typed> {
  const body = await readForm(c)
  const address = body.field('address').trim()
  return { address, email: Email.parse(address), body }
}

/** Who is meant, with everything that is held about them; null where nothing is. */
async function readerIn(
  c: AppContext,
): Promise<Typed & { reader: Reader | null; data: PersonalData | null }> {
  const { db, keys } = c.var.services
  const typed = await typedIn(c)
  const reader = typed.email && (await findReader(db, keys, typed.email))
  return { ...typed, reader, data: reader && (await collectPersonalData(db, keys, reader)) }
}

const showNobody = (c: AppContext, address: string) =>
  show(c, { address, said: c.var.t.admin.readers.nobody }, 404)

interface Shown {
  address: string
  data?: PersonalData | null
  said?: string
}

function show(
  c: AppContext,
  { address, data, said }: Shown,
  status: ContentfulStatusCode,
): Promise<Response> {
  const begun = <T extends { text: string }>(of: readonly T[]) =>
    of.map(comment => ({ ...comment, text: shortened(comment.text, 100) }))
  const shown = data ? { ...data, comments: begun(data.comments), aside: begun(data.aside) } : null
  const page = <ReaderPage shell={adminShellOf(c)} address={address} data={shown} said={said ?? null} />
  return sendPrivatePage(c, page, status)
}
