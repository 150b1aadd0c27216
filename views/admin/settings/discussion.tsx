import type { Trial } from '../../../src/moderation/try-rules.ts'
import type { SettingField } from '../../../src/settings/form.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import { urls } from '../../../src/urls.ts'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'
import { type AkismetKey, AkismetKeyField } from './akismet-key.tsx'
import { type Refused, refusedOf, SettingProblems } from './problems.tsx'
import { DeclaredSetting, Setting, SettingsGroup } from './setting.tsx'

interface DiscussionProps {
  shell: AdminShell
  typed: DiscussionForm
  trial: Trial | null
  sample: TriedSample
  saved: boolean
}

/** The rules as they are or were typed. */
export interface DiscussionForm {
  fields: readonly SettingField[]
  /** Blocked addresses, a line each, and the first that is none. */
  addresses: { typed: string; wrong: string | null }
  akismet: AkismetKey
}

/** A text that was tried, with the words of the lists that are in it. */
export interface TriedSample {
  text: string
  heldWords: readonly string[]
  spamWords: readonly string[]
}

/** The rules of discussion, each with a sentence of help, to be tried before they are saved. */
export function DiscussionPage({ shell, typed, trial, sample, saved }: DiscussionProps) {
  const { t } = shell
  const { rules } = t.admin
  const results = resultsOf(t, trial)
  const { fields, addresses, akismet } = typed
  const refused = refusedIn(t, typed)
  const group = (name: SettingField['group']) =>
    fields
      .filter(field => field.group === name)
      .map(field => (
        <>
          <DeclaredSetting
            t={t}
            field={field}
            result={results[field.name]}
            more={field.name === 'learn_spam' ? { href: urls.admin.learned(), text: t.spam.link } : null}
          />
          {field.name === 'ask_akismet' ? <AkismetKeyField t={t} akismet={akismet} /> : null}
        </>
      ))
  return (
    <AdminPage
      shell={shell}
      title={refused.length > 0 ? t.form.errorTitle(rules.heading) : rules.heading}
      here="discussion"
    >
      <h1>{rules.heading}</h1>
      <Said shell={shell} trial={trial} saved={saved} />
      <SettingProblems t={t} refused={refused} />
      <form class="settings" method="post" action={urls.admin.discussion}>
        <SettingsGroup heading={t.settings.groups.moderation}>
          {group('moderation')}
          <BlockedAddresses t={t} addresses={addresses} result={results.blocked_addresses} />
          <Setting
            name="sample"
            label={rules.sample}
            help={rules.sampleHelp}
            error={null}
            result={sampleResult(t, sample)}
          >
            {attributes => (
              <textarea {...attributes} rows={2} maxlength={20_000} dir="auto">
                {`\n${sample.text}`}
              </textarea>
            )}
          </Setting>
        </SettingsGroup>
        <SettingsGroup heading={t.settings.groups.who}>{group('who')}</SettingsGroup>
        <SettingsGroup heading={t.settings.groups.display}>{group('display')}</SettingsGroup>
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

/** What was refused, as it stands on the page. */
function refusedIn(t: Messages, { fields, addresses, akismet }: DiscussionForm): Refused[] {
  const { about, problems } = t.settings
  const inGroup = (name: SettingField['group']) => fields.filter(field => field.group === name)
  const key = akismet.error && {
    name: 'akismet_key',
    label: t.akismet.key,
    problem: t.akismet[akismet.error],
  }
  const blocked = addresses.wrong !== null && {
    name: 'blocked_addresses',
    label: about.blocked_addresses.label,
    problem: problems.address(addresses.wrong),
  }
  return [
    ...inGroup('moderation').flatMap(field => [
      ...refusedOf(t, [field]),
      ...(key && field.name === 'ask_akismet' ? [key] : []),
    ]),
    ...(blocked ? [blocked] : []),
    ...refusedOf(t, [...inGroup('who'), ...inGroup('display')]),
  ]
}

interface AddressesProps {
  t: Messages
  addresses: DiscussionForm['addresses']
  result: string | undefined
}

function BlockedAddresses({ t, addresses: { typed, wrong }, result }: AddressesProps) {
  const { about, problems } = t.settings
  return (
    <Setting
      name="blocked_addresses"
      label={about.blocked_addresses.label}
      help={about.blocked_addresses.help}
      error={wrong === null ? null : problems.address(wrong)}
      result={result}
    >
      {attributes => (
        <textarea {...attributes} rows={4} dir="auto">
          {`\n${typed}`}
        </textarea>
      )}
    </Setting>
  )
}

/** What each rule would have done, by its setting. */
function resultsOf(
  t: Messages,
  trial: Trial | null,
): Partial<Record<SettingField['name'] | 'blocked_addresses', string>> {
  if (trial === null) return {}
  const { wouldHold, wouldBeSpam, wouldTrust } = t.admin.rules
  const { byRule, trusted } = trial
  return {
    hold_comments: wouldHold(byRule['every comment is held']),
    trust_after: `${wouldHold(byRule['first comment'])} ${wouldTrust(trusted)}`,
    hold_links: wouldHold(byRule.links),
    held_words: wouldHold(byRule['held words']),
    spam_words: wouldBeSpam(byRule['spam words']),
    learn_spam: wouldHold(byRule['like spam']),
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
