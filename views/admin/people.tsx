import type { Role } from '../../src/db/account-tables.ts'
import { urls } from '../../src/urls.ts'
import { Notice, type NoticeProps } from '../components/notice.tsx'
import { AdminPage, type AdminShell } from '../layouts/admin.tsx'

interface PeopleProps {
  shell: AdminShell
  people: readonly { id: number; name: string; role: Role; created_at: Date }[]
  roles: readonly Role[]
  notice: NoticeProps | null
  /** An invitation that was just made, whole; null when none was. */
  link: string | null
}

/** Who runs the blog, what each may do, and the way to ask somebody in. */
export function PeoplePage({ shell, people, roles, notice, link }: PeopleProps) {
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
  return (
    <AdminPage shell={shell} title={t.admin.people} here="people">
      <h1>{t.admin.people}</h1>
      {notice ? <Notice {...notice} /> : null}
      <ul class="people">
        {people.map(({ id, name, role, created_at }) => (
          <li class="person">
            <span class="person-name">
              <bdi>{name}</bdi> <span class="hint">{t.admin.since(t.date(created_at))}</span>
            </span>
            <form class="person-form" method="post" action={urls.admin.role(id)}>
              {choice(role, `${t.admin.role}: ${name}`)}
              <button class="quiet-button" type="submit">
                {t.admin.changeRole}
              </button>
            </form>
            <form class="person-form" method="post" action={urls.admin.removal(id)}>
              <button class="quiet-button" type="submit" aria-label={t.admin.removeOf(name)}>
                {t.admin.remove}
              </button>
            </form>
          </li>
        ))}
      </ul>
      <p>
        <a href={urls.admin.audit()}>{t.admin.audit}</a>
      </p>
      <section class="invite" aria-labelledby="invite-heading">
        <h2 id="invite-heading">{t.admin.invite}</h2>
        <form class="person-form" method="post" action={urls.admin.invitations}>
          {choice('moderator', t.admin.role)}
          <button class="button" type="submit">
            {t.admin.inviteSubmit}
          </button>
        </form>
        <dl class="role-hints">
          {roles.map(role => (
            <>
              <dt>{t.admin.roles[role]}</dt>
              <dd>{t.admin.roleHints[role]}</dd>
            </>
          ))}
        </dl>
        {link === null ? null : (
          <div class="invite-link" role="status" tabindex={-1} autofocus>
            <p>{t.admin.inviteMade}</p>
            <p>
              <code>{link}</code>
            </p>
          </div>
        )}
      </section>
    </AdminPage>
  )
}
