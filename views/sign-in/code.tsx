import { urls } from '../../src/urls.ts'
import { Field } from '../components/field.tsx'
import { Notice, type NoticeProps } from '../components/notice.tsx'
import { Page } from '../layouts/page.tsx'
import type { Shell } from '../layouts/shell.ts'

interface CodeProps {
  shell: Shell
  /** Where to lead to. */
  returnTo: string
  notice: NoticeProps | null
}

/** The second step of signing in, for who asked for one. */
export function CodePage({ shell, returnTo, notice }: CodeProps) {
  const { t } = shell
  const title = t.account.codeHeading
  return (
    <Page shell={shell} title={notice ? t.form.errorTitle(title) : title}>
      <div class="sign-in">
        <h1>{title}</h1>
        {notice ? <Notice {...notice} /> : <p>{t.account.codeNote}</p>}
        <form class="sign-in-form" method="post" action={urls.signInCode()}>
          <input type="hidden" name="return" value={returnTo} />
          <Field
            t={t}
            id="sign-in-code"
            name="code"
            label={t.account.code}
            value=""
            maxlength={40}
            error={null}
            required
            autocomplete="one-time-code"
            hint={t.account.codeOrRecovery}
          />
          <p class="form-buttons">
            <button class="button" type="submit">
              {t.signIn.submit}
            </button>
          </p>
        </form>
        <p class="sign-in-again">
          <a href={urls.signIn(returnTo)}>{t.account.startAgain}</a>
        </p>
      </div>
    </Page>
  )
}
