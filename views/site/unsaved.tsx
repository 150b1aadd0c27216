import type { Messages } from '../../src/i18n/messages.ts'
import { urls } from '../../src/urls.ts'
import { Field } from '../components/field.tsx'
import { Notice, type NoticeProps } from '../components/notice.tsx'
import { Page } from '../layouts/page.tsx'
import type { Shell } from '../layouts/shell.ts'

interface UnsavedProps {
  shell: Shell
  /** Where the form goes. */
  action: string
  fields: readonly [name: string, value: string][]
  notice: NoticeProps
}

/** Any form that could not be saved, with everything that was typed, to be sent again. A password is asked for again. */
export function UnsavedPage({ shell, action, fields, notice }: UnsavedProps) {
  const { t } = shell
  const secrets = secretsOf(t)
  const labels = action === urls.admin.decisions ? new Map<string, string>() : labelsOf(t)
  return (
    <Page shell={shell} title={notice.title}>
      <div class="problem">
        <h1>{notice.title}</h1>
        <Notice {...notice} />
        <form class="comment-form" method="post" action={action}>
          {fields.map(([name, value], place) => {
            const shared = { t, id: `unsaved-${place}`, name, error: null }
            const secret = secrets.get(name)
            if (secret !== undefined)
              return <Field {...shared} {...secret} value="" maxlength={200} required />
            const label = labels.get(name)
            if (label === undefined) return <input type="hidden" name={name} value={value} />
            const multiline = name === 'comment' || lists.has(name) || /[\r\n]/.test(value)
            return <Field {...shared} label={label} value={value} multiline={multiline} maxlength={roomy} />
          })}
          <p class="form-buttons">
            <button class="button" type="submit">
              {t.problems.sendAgain}
            </button>
          </p>
        </form>
      </div>
    </Page>
  )
}

/** The page that it goes to says what is too long; here nothing may be cut. */
const roomy = 1_000_000

const secretsOf = (t: Messages) =>
  new Map([
    ['password', { label: t.signIn.password, type: 'password' as const, autocomplete: 'current-password' }],
    [
      'new-password',
      { label: t.signIn.newPassword, type: 'password' as const, autocomplete: 'new-password' },
    ],
    ['code', { label: t.account.code, type: 'text' as const, autocomplete: 'one-time-code' }],
  ])

const lists = new Set(['held_words', 'spam_words', 'blocked_networks', 'blocked_addresses'])

/** What a person types, by the name of its field; everything else goes with the form unseen. */
function labelsOf(t: Messages): Map<string, string> {
  const { form, admin, settings } = t
  const typed = Object.entries(settings.about).filter(([name]) => !chosen.has(name))
  return new Map([
    ['comment', form.comment],
    ['name', form.name],
    ['email', form.email],
    ['website', form.website],
    ['address', admin.readers.address],
    ['sample', admin.rules.sample],
    ...typed.map(([name, { label }]): [string, string] => [name, label]),
  ])
}

/** Settings that are chosen, not typed. */
const chosen = new Set([
  'hold_comments',
  'name_email_required',
  'who_may_comment',
  'thread_order',
  'first_page',
  'language',
  'feed_content',
])
