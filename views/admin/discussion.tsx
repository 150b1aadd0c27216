import type { Child } from 'hono/jsx'
import type { Trial } from '../../src/comments/try-rules.ts'
import type {
  ChoiceSetting,
  DiscussionErrors,
  ListSetting,
  NumberSetting,
  TypedDiscussion,
} from '../../src/settings/discussion-form.ts'
import { urls } from '../../src/urls.ts'
import { AdminPage, type AdminShell } from '../layouts/admin.tsx'
import { Setting, SwitchSetting } from './setting.tsx'

interface DiscussionProps {
  shell: AdminShell
  typed: TypedDiscussion
  errors: DiscussionErrors
  trial: Trial | null
  saved: boolean
}

/** The rules of discussion, each with a sentence of help, to be tried before they are saved. */
export function DiscussionPage({ shell, typed, errors, trial, saved }: DiscussionProps) {
  const { t } = shell
  const { rules } = t.admin
  const number = (name: NumberSetting) => {
    const error = errors[name]
    return (
      <Setting
        name={name}
        label={rules[name]}
        help={rules[`${name}Help`]}
        error={error ? rules.errors.number(error.min, error.max) : null}
      >
        {attributes => (
          <input
            {...attributes}
            class="number-input"
            type="text"
            inputmode="numeric"
            value={typed[name]}
            required
          />
        )}
      </Setting>
    )
  }
  const list = (name: ListSetting) => {
    const error = errors[name]
    const text = name === 'blocked_networks' ? rules.errors.network : rules.errors.words
    return (
      <Setting
        name={name}
        label={rules[name]}
        help={rules[`${name}Help`]}
        error={error ? text(error.line) : null}
      >
        {attributes => (
          <textarea {...attributes} rows={4}>
            {`\n${typed[name]}`}
          </textarea>
        )}
      </Setting>
    )
  }
  const choice = (name: ChoiceSetting, options: Readonly<Record<string, string>>) => (
    <Setting
      name={name}
      label={rules[name]}
      help={rules[`${name}Help`]}
      error={errors[name] ? rules.errors.who : null}
    >
      {attributes => (
        <select {...attributes}>
          {Object.entries(options).map(([value, text]) => (
            <option value={value} selected={value === typed[name]}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Setting>
  )
  const failed = Object.keys(errors).length > 0
  return (
    <AdminPage
      shell={shell}
      title={failed ? t.form.errorTitle(rules.heading) : rules.heading}
      here="discussion"
    >
      <h1>{rules.heading}</h1>
      <Said shell={shell} trial={trial} saved={saved} />
      <form class="settings" method="post" action={urls.admin.discussion}>
        <Group heading={rules.moderation}>
          <SwitchSetting
            name="hold_comments"
            label={rules.hold_comments}
            help={rules.hold_commentsHelp}
            on={typed.hold_comments}
          />
          {number('trust_after')}
          {number('hold_links')}
          {list('held_words')}
          {list('spam_words')}
          {list('blocked_networks')}
        </Group>
        <Group heading={rules.who}>
          {choice('who_may_comment', rules.whoOptions)}
          <SwitchSetting
            name="name_email_required"
            label={rules.name_email_required}
            help={rules.name_email_requiredHelp}
            on={typed.name_email_required}
          />
          {number('close_after_days')}
          {number('comments_per_minute')}
          {number('edit_minutes')}
        </Group>
        <Group heading={rules.display}>
          {number('thread_depth')}
          {number('threads_per_page')}
          {choice('thread_order', rules.orderOptions)}
          {choice('first_page', rules.pageOptions)}
        </Group>
        <Group heading={rules.privacy}>{number('forget_origins_after_days')}</Group>
        <p class="form-buttons">
          <button class="button" type="submit">
            {rules.save}
          </button>
          <button class="quiet-button" type="submit" name="try" value="yes" aria-describedby="try-help">
            {rules.tryIt}
          </button>
          <span class="hint" id="try-help">
            {rules.tryHelp}
          </span>
        </p>
      </form>
    </AdminPage>
  )
}

function Group({ heading, children }: { heading: string; children: Child }) {
  return (
    <fieldset class="settings-group">
      <legend>{heading}</legend>
      {children}
    </fieldset>
  )
}

function Said({ shell, trial, saved }: Pick<DiscussionProps, 'shell' | 'trial' | 'saved'>) {
  const { t } = shell
  if (trial === null && !saved) return null
  return (
    <p class="told" role="status" tabindex={-1} autofocus>
      {trial
        ? t.admin.rules.trial(t.number(trial.approved), t.number(trial.pending), t.number(trial.spam))
        : t.admin.rules.saved}
    </p>
  )
}
