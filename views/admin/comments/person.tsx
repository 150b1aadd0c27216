import type { Person } from '../../../src/readers/person.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import { urls } from '../../../src/urls.ts'
import { Field } from '../../components/field.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'

/** For how long somebody is muted. */
export const muteTimes = ['hour', 'week', 'good'] as const

interface PersonProps {
  shell: AdminShell
  /** The comment whose author it is about. */
  comment: number
  name: string
  /** Null: nothing is known any more. */
  person: Person | null
  /** What was typed and can't be kept. */
  note: string | null
  longestNote: number
}

/** Who wrote a comment: their names and history, what moderators noted, and whether they are muted. */
export function PersonPage(props: PersonProps) {
  const { shell, comment, person, note } = props
  const { t } = shell
  const name = props.name || t.comments.anonymous
  return (
    <AdminPage shell={shell} title={note === null ? name : t.form.errorTitle(name)} here="queue">
      <h1>
        <bdi>{name}</bdi>
      </h1>
      {person === null ? (
        <p>{t.person.unknown}</p>
      ) : (
        <>
          <Known t={t} comment={comment} person={person} />
          {person.hasAddress ? null : (
            <p>
              {t.person.byName} <a href={urls.admin.commentBlock(comment)}>{t.blocks.block}</a>
            </p>
          )}
          {person.hasAddress || person.notes.length > 0 ? <Notes {...props} person={person} /> : null}
          {person.hasAddress || person.mutedUntil !== undefined ? (
            <Mute t={t} comment={comment} person={person} />
          ) : null}
        </>
      )}
    </AdminPage>
  )
}

interface PartProps {
  t: Messages
  comment: number
  person: Person
}

function Known({ t, comment, person }: PartProps) {
  const statuses: Partial<Record<string, string>> = t.admin.statuses
  const history = person.history
    .map(({ status, count }) => `${statuses[status] ?? status}: ${t.number(count)}`)
    .join(', ')
  return (
    <dl class="account-who">
      <dt>{t.person.names}</dt>
      <dd>
        {person.names.map((name, place) => (
          <>
            {place > 0 ? ', ' : null}
            <bdi>{name}</bdi>
          </>
        ))}
      </dd>
      <dt>{t.form.email}</dt>
      <dd>{person.address ?? t.admin.noAddress}</dd>
      <dt>{t.person.since}</dt>
      <dd>{t.date(person.since)}</dd>
      <dt>{t.admin.queue}</dt>
      <dd>
        {person.hasAddress ? (
          <a href={urls.admin.queue({ status: 'all', by: comment })}>{history}</a>
        ) : (
          history
        )}
      </dd>
    </dl>
  )
}

function Notes({ shell, comment, person, note, longestNote }: PersonProps & { person: Person }) {
  const { t } = shell
  return (
    <section class="account-section" aria-labelledby="notes-heading">
      <h2 id="notes-heading">{t.person.notes}</h2>
      <p class="hint">{t.person.notesNote}</p>
      <ul class="log">
        {person.notes.map(({ id, note: text, actor, at }) => (
          <li class="log-step">
            <span class="person-note" dir="auto">
              {text}
            </span>{' '}
            <span class="hint">{t.blocks.madeBy(actor, t.dateTime(at))}</span>
            <form class="log-undo" method="post" action={urls.admin.personNotes(comment)}>
              <button class="quiet-button" type="submit" name="removal" value={id}>
                {t.admin.remove}
              </button>
            </form>
          </li>
        ))}
      </ul>
      {person.hasAddress ? (
        <form class="name-form" method="post" action={urls.admin.personNotes(comment)}>
          <Field
            t={t}
            id="person-note"
            name="note"
            label={t.person.newNote}
            value={note ?? ''}
            maxlength={longestNote}
            error={note === null ? null : t.person.noteMissing}
            required
            multiline
          />
          <p class="form-buttons">
            <button class="quiet-button" type="submit">
              {t.queue.save}
            </button>
          </p>
        </form>
      ) : null}
    </section>
  )
}

function Mute({ t, comment, person }: PartProps) {
  const until = person.mutedUntil
  return (
    <section class="account-section" aria-labelledby="mute-heading">
      <h2 id="mute-heading">{t.person.mute}</h2>
      <p>
        {until === undefined
          ? t.person.muteNote
          : until === null
            ? t.person.mutedForGood
            : t.person.mutedUntil(t.dateTime(until))}
      </p>
      <form class="queued-actions" method="post" action={urls.admin.personMute(comment)}>
        {until === undefined ? (
          muteTimes.map(time => (
            <button class="quiet-button" type="submit" name="time" value={time}>
              {t.blocks[time]}
            </button>
          ))
        ) : (
          <button class="quiet-button" type="submit" name="time" value="no">
            {t.person.unmute}
          </button>
        )}
      </form>
    </section>
  )
}
