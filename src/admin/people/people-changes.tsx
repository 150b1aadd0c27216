import {
  type AccountChange,
  changeRole,
  listAccounts,
  removeAccount,
  undoChange,
} from '../../accounts/changes.ts'
import { may } from '../../accounts/roles.ts'
import type { Role } from '../../db/account-tables.ts'
import type { AppContext } from '../../http/context.ts'
import { readForm } from '../../http/input/form-body.ts'
import type { FormBody } from '../../http/input/form-fields.ts'
import { credential } from '../../http/input/form-limits.ts'
import { fields, pathId, query } from '../../http/input/params.ts'
import { badRequest, forbidden, notFound } from '../../http/answer/problems.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { isolated } from '../../i18n/direction.ts'
import { urls } from '../../urls.ts'
import { ConfirmationPage } from '../../../views/admin/confirmation.tsx'
import { type Disbelief, disbelieveUnlessFresh, proofAsked } from '../confirmation.ts'
import { actorOf, personOf } from '../guard.ts'
import { sendPeoplePage } from './people.tsx'
import { roleIn } from './role-asked.ts'
import { adminShellOf } from '../shell.ts'

/** What can be done to somebody's account. */
type Change = { kind: 'role'; role: Role } | { kind: 'removal' } | { kind: 'reversal' }

/** GET /admin/people/:id/role?role=ROLE: says what the other role may do. */
export const showRole = (c: AppContext) => ask(c, { kind: 'role', role: roleIn(query(c), notFound) }, null)

/** POST /admin/people/:id/role */
export async function postRole(c: AppContext): Promise<Response> {
  const body = await readForm(c, credential)
  return change(c, { kind: 'role', role: roleIn(fields(body), badRequest) }, body)
}

/** GET /admin/people/:id/removal */
export const showRemoval = (c: AppContext) => ask(c, { kind: 'removal' }, null)

/** POST /admin/people/:id/removal */
export const postRemoval = async (c: AppContext) =>
  change(c, { kind: 'removal' }, await readForm(c, credential))

/** GET /admin/people/:id/reversal */
export const showPeopleReversal = (c: AppContext) => ask(c, { kind: 'reversal' }, null)

/** POST /admin/people/:id/reversal: undoes a removal or a change of role. */
export const postPeopleReversal = async (c: AppContext) =>
  change(c, { kind: 'reversal' }, await readForm(c, credential))

async function change(c: AppContext, wanted: Change, body: FormBody): Promise<Response> {
  const disbelief = await disbelieveUnlessFresh(c, body)
  return disbelief ? ask(c, wanted, disbelief) : answer(c, await make(c, wanted))
}

function make(c: AppContext, wanted: Change): Promise<AccountChange> {
  const { db } = c.var.services
  switch (wanted.kind) {
    case 'role':
      return changeRole(db, actorOf(c), pathId(c), wanted.role)
    case 'removal':
      return removeAccount(db, actorOf(c), pathId(c))
    case 'reversal':
      return undoChange(db, actorOf(c), pathId(c))
  }
}

function answer(c: AppContext, change: AccountChange): Response | Promise<Response> {
  switch (change) {
    case 'done':
      return c.redirect(pathId(c) === personOf(c).id ? urls.admin.home : urls.admin.people, 303)
    case 'noSuchAccount':
      throw notFound()
    case 'notAllowed':
      throw forbidden()
    case 'lastAdministrator': {
      const { lastAdministrator, lastAdministratorHint } = c.var.t.admin
      return sendPeoplePage(c, { notice: { title: lastAdministrator, hint: lastAdministratorHint } }, 409)
    }
  }
}

async function ask(c: AppContext, wanted: Change, disbelief: Disbelief | null): Promise<Response> {
  const account = (await listAccounts(c.var.services.db)).find(({ id }) => id === pathId(c))
  if (!account) throw notFound()
  const isRemoved = account.removed_at !== null
  const isPossible = wanted.kind === 'reversal' ? isRemoved || account.roleBefore !== null : !isRemoved
  if (!isPossible) throw notFound()
  const page = (
    <ConfirmationPage
      shell={adminShellOf(c)}
      here="people"
      {...questionOf(c, account, wanted)}
      action={urls.admin[actions[wanted.kind]](account.id)}
      back={urls.admin.people}
      asked={await proofAsked(c)}
      error={disbelief?.text ?? null}
    />
  )
  return sendPrivatePage(c, page, disbelief?.status ?? 200)
}

const actions = { role: 'role', removal: 'removal', reversal: 'peopleReversal' } as const

interface ChangeableAccount {
  name: string
  role: Role
  roleBefore: Role | null
  removed_at: Date | null
}

/** What is asked, and what will happen. */
function questionOf(
  c: AppContext,
  { name, role, roleBefore, removed_at }: ChangeableAccount,
  wanted: Change,
) {
  const { people, admin } = c.var.t
  if (wanted.kind === 'removal')
    return {
      title: people.removeQuestion(isolated(name)),
      notes: [people.removeNote, people.removeUndo],
      submit: admin.remove,
      isDangerous: true,
    }
  if (wanted.kind === 'reversal' && removed_at !== null)
    return {
      title: people.restoreQuestion(isolated(name)),
      notes: [people.restoreNote, people.afterwards(admin.roles[role], admin.roleHints[role])],
      submit: people.restore,
    }
  const next = wanted.kind === 'role' ? wanted.role : (roleBefore ?? role)
  const losesInvitations = may(role, 'manage people') && !may(next, 'manage people')
  return {
    title: people.roleQuestion(isolated(name), admin.roles[next]),
    notes: [
      people.now(admin.roles[role], admin.roleHints[role]),
      people.afterwards(admin.roles[next], admin.roleHints[next]),
      ...(losesInvitations ? [people.losesInvitations] : []),
      ...(wanted.kind === 'role' ? [people.undoHour] : []),
    ],
    fields: { role: next },
    submit: admin.changeRole,
  }
}
