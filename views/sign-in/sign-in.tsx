import { urls } from '../../src/urls.ts'
import { Field } from '../components/field.tsx'
import { Notice, type NoticeProps } from '../components/notice.tsx'
import { PasskeyForm } from '../components/passkey-form.tsx'
import { Page } from '../layouts/page.tsx'
import type { Shell } from '../layouts/shell.ts'

interface SignInProps {
  shell: Shell
  email: string
  /** Where to lead to. */
  returnTo: string
  notice: NoticeProps | null
}

/** The door for the people who run the blog. */
export function SignInPage({ shell, email, returnTo, notice }: SignInProps) {
  const { t } = shell
  return (
    <Page
      shell={shell}
      title={notice ? t.form.errorTitle(t.signIn.heading) : t.signIn.heading}
      script={shell.assets.passkeysJs}
    >
      <div class="sign-in">
        <h1>{t.signIn.heading}</h1>
        {notice ? <Notice {...notice} /> : <p>{t.signIn.note}</p>}
        <form class="sign-in-form" method="post" action={urls.signIn()}>
          <input type="hidden" name="return" value={returnTo} />
          <Field
            t={t}
            id="sign-in-email"
            name="email"
            label={t.signIn.email}
            value={email}
            maxlength={254}
            error={null}
            required
            type="email"
            autocomplete="username"
          />
          <Field
            t={t}
            id="sign-in-password"
            name="password"
            label={t.signIn.password}
            value=""
            maxlength={200}
            error={null}
            required
            type="password"
            autocomplete="current-password"
          />
          <p class="form-buttons">
            <button class="button" type="submit">
              {t.signIn.submit}
            </button>
          </p>
        </form>
        <PasskeyForm
          t={t}
          method="get"
          action={urls.signInPasskey}
          challenge={urls.signInChallenge}
          returnTo={returnTo}
          submit={t.account.passkeySignIn}
        />
      </div>
    </Page>
  )
}
