import type { Child } from 'hono/jsx'
import type { Messages } from '../../../src/i18n/messages.ts'
import type { PersonalData } from '../../../src/readers/personal-data.ts'
import { urls } from '../../../src/urls.ts'
import { Field } from '../../components/field.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'

interface ReaderProps {
  shell: AdminShell
  address: string
  /** Null until somebody was found. */
  data: PersonalData | null
  said: string | null
}

/** What is held about a reader, for when they ask: to be seen, handed over, and erased. */
export function ReaderPage({ shell, address, data, said }: ReaderProps) {
  const { t } = shell
  const { readers } = t.admin
  return (
    <AdminPage shell={shell} title={readers.heading} here="readers">
      <h1>{readers.heading}</h1>
      {said ? (
        <p class="told" role="status" tabindex={-1} autofocus>
          {said}
        </p>
      ) : (
        <p>{readers.note}</p>
      )}
      <form class="reader-search" method="post" action={urls.admin.readers}>
        <Field
          t={t}
          id="reader-address"
          name="address"
          label={readers.address}
          value={address}
          maxlength={254}
          error={null}
          required
          type="email"
          autocomplete="off"
        />
        <button class="button" type="submit">
          {readers.show}
        </button>
      </form>
      {data ? <Held t={t} address={address} data={data} /> : null}
    </AdminPage>
  )
}

function Held({ t, address, data }: { t: Messages; address: string; data: PersonalData }) {
  const { readers } = t.admin
  return (
    <>
      <h2>{readers.held}</h2>
      {data.since ? <p>{readers.since(t.date(data.since), t.comments.count(data.comments.length))}</p> : null}
      <div class="table-scroll" tabindex={0} role="region" aria-label={readers.held}>
        <table class="reader-comments">
          <thead>
            <tr>
              <th scope="col">{t.form.comment}</th>
              <th scope="col">{t.form.name}</th>
              <th scope="col">{t.form.website}</th>
              <th scope="col">{readers.written}</th>
              <th scope="col">IP</th>
              <th scope="col">{readers.browser}</th>
            </tr>
          </thead>
          <tbody>
            {data.comments.map(comment => (
              <WrittenRow t={t} written={comment} origin={comment}>
                <a href={urls.admin.comment(comment.id)}>#{comment.id}</a>
              </WrittenRow>
            ))}
            {data.aside.map(comment => (
              <WrittenRow t={t} written={comment}>
                {readers.aside(comment.article)}
              </WrittenRow>
            ))}
          </tbody>
        </table>
      </div>
      {data.blocks.length === 0 ? null : (
        <ul aria-label={t.blocks.blocks}>
          {data.blocks.map(({ kind, until }) => (
            <li>
              {t.blocks[kind === 'network' ? 'ip' : kind]}:{' '}
              {until === null ? t.blocks.forGood : t.blocks.untilTime(t.dateTime(until))}
            </li>
          ))}
        </ul>
      )}
      {data.notes.length === 0 ? null : (
        <>
          <h3>{t.person.notes}</h3>
          <ul>
            {data.notes.map(({ note, at }) => (
              <li>
                <bdi>{note}</bdi> <time datetime={at.toISOString()}>{t.dateTime(at)}</time>
              </li>
            ))}
          </ul>
        </>
      )}
      <form class="reader-block" method="post" action={urls.admin.readerBlock}>
        <input type="hidden" name="address" value={address} />
        {data.blocked ? <p>{readers.isBlocked}</p> : null}
        <button class="quiet-button" type="submit" name="block" value={data.blocked ? '' : 'yes'}>
          {data.blocked ? readers.unblock : readers.block}
        </button>
      </form>
      <form method="post" action={urls.admin.readerExport}>
        <input type="hidden" name="address" value={address} />
        <button class="quiet-button" type="submit">
          {readers.export}
        </button>
      </form>
      <section class="reader-erasure" aria-labelledby="erasure-heading">
        <h2 id="erasure-heading">{readers.erase}</h2>
        <p>{readers.eraseNote(t.admin.discussion)}</p>
        <form method="post" action={urls.admin.readerErasure}>
          <input type="hidden" name="address" value={address} />
          <fieldset class="settings-group">
            <legend>{readers.theirComments}</legend>
            <p class="setting-switch">
              <input type="radio" id="erasure-keep" name="comments" value="keep" checked />
              <label for="erasure-keep">{readers.keep}</label>
            </p>
            <p class="setting-switch">
              <input type="radio" id="erasure-remove" name="comments" value="remove" />
              <label for="erasure-remove">{readers.remove}</label>
            </p>
          </fieldset>
          <p class="setting-switch">
            <input type="checkbox" id="erasure-sure" name="sure" value="yes" required />
            <label for="erasure-sure">{readers.sure}</label>
          </p>
          <button class="danger-button" type="submit">
            {readers.erase}
          </button>
        </form>
      </section>
    </>
  )
}

interface WrittenRowProps {
  t: Messages
  written: { text: string; name: string; website: string | null; written: Date }
  /** Where it came from; nothing is known of that where it is kept aside. */
  origin?: { ip: string | null; browser: string | null }
  /** Which comment it is. */
  children: Child
}

function WrittenRow({ t, written, origin, children }: WrittenRowProps) {
  return (
    <tr>
      <td>
        {children} <bdi>{written.text}</bdi>
      </td>
      <td>
        <bdi>{written.name}</bdi>
      </td>
      <td>
        <bdi>{written.website}</bdi>
      </td>
      <td>
        <time datetime={written.written.toISOString()}>{t.dateTime(written.written)}</time>
      </td>
      <td>{origin?.ip}</td>
      <td>{origin?.browser}</td>
    </tr>
  )
}
