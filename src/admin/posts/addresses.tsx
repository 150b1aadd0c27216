import type { ContentfulStatusCode } from 'hono/utils/http-status'
import {
  type AddressProblem,
  findAddress,
  listAddresses,
  removeAddress,
  saveAddress,
  type TypedAddress,
} from '../../addresses/manage.ts'
import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import type { FormBody } from '../../http/input/form-fields.ts'
import { pathId, query } from '../../http/input/params.ts'
import { notFound } from '../../http/answer/problems.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { urls } from '../../urls.ts'
import { AddressesPage, AddressPage } from '../../../views/admin/posts/addresses.tsx'
import { actorOf } from '../guard.ts'
import { adminShellOf } from '../shell.ts'

const perPage = 50
const dones = ['saved', 'removed'] as const

/** GET /admin/addresses */
export const showAddresses = (c: AppContext): Promise<Response> =>
  sendList(c, { path: '', to: '' }, null, 200)

/** POST /admin/addresses: adds one. */
export async function postNewAddress(c: AppContext): Promise<Response> {
  const typed = typedIn(await readForm(c))
  const problem = await saveAddress(c.var.services.db, actorOf(c), null, typed)
  if (problem !== null) return sendList(c, typed, problem, 422)
  return c.redirect(urls.admin.addresses({ done: 'saved' }), 303)
}

/** GET /admin/addresses/:id */
export async function showAddress(c: AppContext): Promise<Response> {
  const address = (await findAddress(c.var.services.db, pathId(c))) ?? stop()
  const typed = { path: address.path, to: address.to ?? '' }
  return sendPrivatePage(
    c,
    <AddressPage shell={adminShellOf(c)} id={address.id} typed={typed} problem={null} />,
  )
}

/** POST /admin/addresses/:id */
export async function postAddressChange(c: AppContext): Promise<Response> {
  const { db } = c.var.services
  const { id } = (await findAddress(db, pathId(c))) ?? stop()
  const typed = typedIn(await readForm(c))
  const problem = await saveAddress(db, actorOf(c), id, typed)
  if (problem === null) return c.redirect(urls.admin.addresses({ done: 'saved' }), 303)
  const page = <AddressPage shell={adminShellOf(c)} id={id} typed={typed} problem={problem} />
  return sendPrivatePage(c, page, 422)
}

/** POST /admin/addresses/:id/removal */
export async function postAddressRemoval(c: AppContext): Promise<Response> {
  if (!(await removeAddress(c.var.services.db, actorOf(c), pathId(c)))) throw notFound()
  return c.redirect(urls.admin.addresses({ done: 'removed' }), 303)
}

const typedIn = (body: FormBody): TypedAddress => ({
  path: body.field('path').trim(),
  to: body.field('to').trim(),
})

function stop(): never {
  throw notFound()
}

async function sendList(
  c: AppContext,
  typed: TypedAddress,
  problem: AddressProblem | null,
  status: ContentfulStatusCode,
): Promise<Response> {
  const asked = c.req.method === 'POST' ? null : query(c)
  const search = asked?.words('search', 200) ?? ''
  const before = asked?.id('before') ?? null
  const page = await listAddresses(c.var.services.db, { search, before, size: perPage })
  return sendPrivatePage(
    c,
    <AddressesPage
      shell={adminShellOf(c)}
      search={search}
      {...page}
      typed={typed}
      problem={problem}
      done={asked?.oneOf('done', dones) ?? null}
    />,
    status,
  )
}
