import type { Role } from '../../../src/db/account-tables.ts'
import { urls } from '../../../src/urls.ts'
import { Notice, type NoticeProps } from '../../components/notice.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'
import { type Invitation, InvitationsList } from './invitations-list.tsx'

interface Person {
  id: number
  name: string
  role: Role
  created_at: Date
  /** When they were removed; that can still be undone. */
  removed_at: Date | null
  /** Their role before it was changed; that can still be undone. */
  roleBefore: Role | null
}

interface PeopleProps {
  shell: AdminShell
  /** Who looks. */
  self: number
  people: readonly Person[]
  invitations: readonly Invitation[]
  roles: readonly Role[]
  /** Whether who looks has shown just now who they are: then one press is enough to undo. */
  isFresh: boolean
  told: string | null
  notice: NoticeProps | null
  /** An invitation that was just made, whole; null when none was. */
  link: string | null
}

/** Who runs the blog, what each may do, and the way to ask somebody in. */
export function PeoplePage(props: PeopleProps) {
  const { shell, people, roles, notice, link } = props
  const { t } = shell
  const choice = (selected: Role, label: string) => (
    <select name="role" aria-label={label}>
      {roles.map(role => (
        <option value={role} selected={role === selected} title={t.admin.roleHints[role]}>
          {t.admin.roles[role]}
        </option>
      ))}
    </select>
  )
  const undo = ({ id, name }: Person, text: string) => (
    <form class="person-form" method={props.isFresh ? 'post' : 'get'} action={urls.admin.peopleReversal(id)}>
      <button class="quiet-button" type="submit" aria-label={`${text}: ${name}`}>
        {text}
      </button>
    </form>
  )
  const present = (person: Person) => {
    const { id, name, role, roleBefore } = person
    return (
      <>
        <form class="person-form" method="get" action={urls.admin.role(id)}>
          {choice(role, `${t.admin.role}: ${name}`)}
          <button class="quiet-button" type="submit" aria-label={`${t.admin.changeRole}: ${name}`}>
            {t.admin.changeRole}
          </button>
        </form>
        {roleBefore === null ? null : undo(person, t.people.undoRole(t.admin.roles[roleBefore]))}
        {id === props.self ? null : (
          <form class="person-form" method="post" action={urls.admin.sessionsOf(id)}>
            <button class="quiet-button" type="submit" aria-label={`${t.people.endSessions}: ${name}`}>
              {t.people.endSessions}
            </button>
          </form>
        )}
        <form class="person-form" method="get" action={urls.admin.removal(id)}>
          <button class="quiet-button" type="submit" aria-label={t.admin.removeOf(name)}>
            {t.admin.remove}
          </button>
        </form>
      </>
    )
  }
  return (
    <AdminPage shell={shell} title={t.admin.people} here="people">
      <h1>{t.admin.people}</h1>
      {notice ? <Notice {...notice} /> : null}
      {props.told === null ? null : (
        <p class="told" role="status">
          {props.told}
        </p>
      )}
      <ul class="people">
        {people.map(person => (
          <li class="person">
            <span class="person-name">
              <bdi>{person.name}</bdi>{' '}
              <span class="hint">
                {person.removed_at
                  ? t.people.removed(t.dateTime(person.removed_at))
                  : t.admin.since(t.date(person.created_at))}
              </span>
            </span>
            <div class="person-actions">
              {person.removed_at ? undo(person, t.admin.undo) : present(person)}
            </div>
          </li>
        ))}
      </ul>
      <p>
        <a href={urls.admin.audit()}>{t.admin.audit}</a>
      </p>
      <section class="invite" aria-labelledby="invite-heading">
        <h2 id="invite-heading">{t.admin.invite}</h2>
        <form class="person-form" method="get" action={urls.admin.invitations}>
          {choice('moderator', t.admin.role)}
          <button class="button" type="submit">
            {t.admin.inviteSubmit}
          </button>
        </form>
        {link === null ? null : (
          <div class="invite-link" role="status" tabindex={-1} autofocus>
            <p>{t.admin.inviteMade}</p>
            <p>
              <code>{link}</code>
            </p>
          </div>
        )}
        <InvitationsList t={t} invitations={props.invitations} />
        <dl class="role-hints">
          {roles.map(role => (
            <>
              <dt>{t.admin.roles[role]}</dt>
              <dd>{t.admin.roleHints[role]}</dd>
            </>
          ))}
        </dl>
      </section>
    </AdminPage>
  )
}
