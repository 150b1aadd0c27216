import { urls } from '../../src/urls.ts'
import { Field } from '../components/field.tsx'
import { PasskeyForm } from '../components/passkey-form.tsx'
import { AdminPage, type AdminShell } from '../layouts/admin.tsx'

interface ConfirmationProps {
  shell: AdminShell
  here: 'people' | 'account' | 'queue' | 'system' | 'imports'
  /** The question. */
  title: string
  /** What will happen, a sentence or two each. */
  notes: readonly string[]
  action: string
  /** What the form brings along, by name. */
  fields?: Readonly<Record<string, string>>
  submit: string
  isDangerous?: boolean
  /** Where somebody goes who changes their mind. */
  back: string
  /** What is asked to show who they are; null when they have just shown it. */
  asked: { byPasskey: boolean } | null
  /** Why they were not believed, in words. */
  error: string | null
}

/** Says what will happen before it happens, and asks who wants it. */
export function ConfirmationPage(props: ConfirmationProps) {
  const { shell, title, asked, error } = props
  const { t } = shell
  const fields = Object.entries(props.fields ?? {}).map(([name, value]) => (
    <input type="hidden" name={name} value={value} />
  ))
  return (
    <AdminPage
      shell={shell}
      title={error === null ? title : t.form.errorTitle(title)}
      here={props.here}
      script={asked?.byPasskey ? shell.assets.passkeysJs : undefined}
    >
      <h1>
        <bdi>{title}</bdi>
      </h1>
      <section class="account-section confirmation">
        {props.notes.map(note => (
          <p>{note}</p>
        ))}
        <form class="account-form" method="post" action={props.action}>
          {fields}
          {asked ? (
            <Field
              t={t}
              id="proof-password"
              name="password"
              label={t.account.currentPassword}
              value=""
              maxlength={200}
              error={error}
              required
              type="password"
              autocomplete="current-password"
              hint={t.account.confirmHint}
            />
          ) : null}
          <p class="form-buttons">
            <button class={props.isDangerous ? 'danger-button' : 'button'} type="submit">
              {props.submit}
            </button>
            <a href={props.back}>{t.edit.cancel}</a>
          </p>
        </form>
        {asked?.byPasskey ? (
          <PasskeyForm
            t={t}
            method="get"
            action={props.action}
            challenge={urls.admin.proofChallenge}
            submit={t.account.passkeyConfirm}
          >
            {fields}
          </PasskeyForm>
        ) : null}
      </section>
    </AdminPage>
  )
}
