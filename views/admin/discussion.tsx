import type { Child } from 'hono/jsx'
import type { Trial } from '../../src/comments/try-rules.ts'
import type {
  ChoiceSetting,
  DiscussionErrors,
  ListSetting,
  NumberSetting,
  TypedDiscussion,
} from '../../src/settings/discussion-form.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import { urls } from '../../src/urls.ts'
import { AdminPage, type AdminShell } from '../layouts/admin.tsx'
import { Setting, SwitchSetting } from './setting.tsx'

interface DiscussionProps {
  shell: AdminShell
  typed: TypedDiscussion
  errors: DiscussionErrors
  trial: Trial | null
  sample: TriedSample
  saved: boolean
}

/** A text that was tried, with the words of the lists that are in it. */
export interface TriedSample {
  text: string
  heldWords: readonly string[]
  spamWords: readonly string[]
}

/** The rules of discussion, each with a sentence of help, to be tried before they are saved. */
export function DiscussionPage({ shell, typed, errors, trial, sample, saved }: DiscussionProps) {
  const { t } = shell
  const { rules } = t.admin
  const results = resultsOf(t, trial)
  const number = (name: NumberSetting) => {
    const error = errors[name]
    return (
      <Setting
        name={name}
        label={rules[name]}
        help={rules[`${name}Help`]}
        error={error ? rules.errors.number(error.min, error.max) : null}
        result={results[name]}
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
    const texts = {
      held_words: rules.errors.words,
      spam_words: rules.errors.words,
      blocked_networks: rules.errors.network,
      blocked_addresses: rules.errors.address,
    }
    return (
      <Setting
        name={name}
        label={rules[name]}
        help={rules[`${name}Help`]}
        error={error ? texts[name](error.line) : null}
        result={results[name]}
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
            result={results.hold_comments}
          />
          {number('trust_after')}
          {number('hold_links')}
          {list('held_words')}
          {list('spam_words')}
          {list('blocked_networks')}
          {list('blocked_addresses')}
          <Setting
            name="sample"
            label={rules.sample}
            help={rules.sampleHelp}
            error={null}
            result={sampleResult(t, sample)}
          >
            {attributes => (
              <textarea {...attributes} rows={2} maxlength={20_000}>
                {`\n${sample.text}`}
              </textarea>
            )}
          </Setting>
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

/** What each rule would have done, by its setting. */
function resultsOf(
  t: Messages,
  trial: Trial | null,
): Partial<Record<NumberSetting | ListSetting | 'hold_comments', string>> {
  if (trial === null) return {}
  const { wouldHold, wouldBeSpam, wouldTrust } = t.admin.rules
  const { byRule, trusted } = trial
  return {
    hold_comments: wouldHold(byRule['every comment is held']),
    trust_after: `${wouldHold(byRule['first comment'])} ${wouldTrust(trusted)}`,
    hold_links: wouldHold(byRule.links),
    held_words: wouldHold(byRule['held words']),
    spam_words: wouldBeSpam(byRule['spam words']),
    blocked_networks: wouldBeSpam(byRule['blocked networks']),
    blocked_addresses: wouldBeSpam(byRule['blocked addresses']),
  }
}

function sampleResult(t: Messages, { text, heldWords, spamWords }: TriedSample): string | undefined {
  const { sampleHeld, sampleSpam, sampleFree } = t.admin.rules
  if (text.trim() === '') return undefined
  const parts = [
    spamWords.length > 0 ? sampleSpam(spamWords.join(', ')) : '',
    heldWords.length > 0 ? sampleHeld(heldWords.join(', ')) : '',
  ].filter(part => part !== '')
  return parts.length > 0 ? parts.join(' ') : sampleFree
}

function Said({ shell, trial, saved }: Pick<DiscussionProps, 'shell' | 'trial' | 'saved'>) {
  const { t } = shell
  if (trial === null && !saved) return null
  return (
    <p class="told" role="status" tabindex={-1} autofocus>
      {trial
        ? [
            t.admin.rules.trial(t.number(trial.approved), t.number(trial.pending), t.number(trial.spam)),
            ...(trial.byRule.impostor > 0 ? [t.admin.rules.impostors(trial.byRule.impostor)] : []),
          ].join(' ')
        : t.admin.rules.saved}
    </p>
  )
}
