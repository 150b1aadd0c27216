import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { type Trial, tryRules } from '../../moderation/try-rules.ts'
import type { AppContext } from '../../http/context.ts'
import { tellSettings } from '../../http/cache/known-settings.ts'
import { readForm } from '../../http/input/form-body.ts'
import type { FormBody } from '../../http/input/form-fields.ts'
import { rules } from '../../http/input/form-limits.ts'
import { query } from '../../http/input/params.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { readBlocked } from '../../readers/blocked.ts'
import { Email } from '../../readers/email.ts'
import { type AllSettings, declared, settingNames, siteGroups } from '../../settings/declared.ts'
import { fieldsOf, type SettingField, typedFields, valuesOf } from '../../settings/form.ts'
import { lines } from '../../settings/kinds.ts'
import { saveRules } from '../../settings/save-rules.ts'
import { readServiceKey } from '../../settings/service-keys.ts'
import { readHidden } from '../../settings/settings.ts'
import { wordsIn } from '../../spam/words.ts'
import { urls } from '../../urls.ts'
import type { AkismetKey } from '../../../views/admin/settings/akismet-key.tsx'
import {
  type DiscussionForm,
  DiscussionPage,
  type TriedSample,
} from '../../../views/admin/settings/discussion.tsx'
import { actorOf } from '../guard.ts'
import { adminShellOf } from '../shell.ts'

const names = settingNames.filter(name => !siteGroups.includes(declared[name].group))
// Addresses are no setting: they are sealed, and belong to the readers.
const addressLines = lines(text => (Email.parse(text) ? { value: text } : { is: 'word' }))

/** GET /admin/discussion */
export async function showDiscussion(c: AppContext): Promise<Response> {
  const { settings, services } = c.var
  const blocked = await readBlocked(services.db, services.keys)
  const fields = fieldsOf(names, { ...settings, ...(await readHidden(services.db)) })
  const akismet = { isKept: (await keptKey(c)) !== null, error: null }
  const typed = { fields, addresses: { typed: blocked.join('\n'), wrong: null }, akismet }
  return show(c, { typed, saved: query(c).isThere('saved') }, 200)
}

/** POST /admin/discussion: saves the rules; with `try`, only shows what they would have done. */
export async function postDiscussion(c: AppContext): Promise<Response> {
  const { services, settings } = c.var
  const { db, keys } = services
  const body = await readForm(c, rules)
  const fields = typedFields(names, name => body.field(name))
  const draft = valuesOf(fields)
  const typed = body.field('blocked_addresses')
  const addresses = addressLines.parse(typed)
  const key = keyIn(body)
  const isKept = (await keptKey(c)) !== null
  const akismet = { isKept, error: keyError(key, isKept, fields) }
  if ('problems' in draft || 'problem' in addresses || akismet.error !== null) {
    const wrong = 'problem' in addresses && 'line' in addresses.problem ? addresses.problem.line : null
    const form = { fields: 'problems' in draft ? draft.problems : fields, addresses: { typed, wrong } }
    return show(c, { typed: { ...form, akismet } }, 422)
  }
  const blocked = addresses.value.flatMap(line => Email.parse(line) ?? [])
  if (body.field('try') !== '') {
    const rules = { ...settings, ...(await readHidden(db)), ...draft.values }
    const sample = trySample(body.field('sample'), rules)
    const form = { fields, addresses: { typed, wrong: null }, akismet }
    return show(c, { typed: form, trial: await tryRules(db, keys, rules, blocked), sample }, 200)
  }

  await saveRules(db, keys, actorOf(c), { values: draft.values, blocked, akismetKey: key })
  tellSettings(services.pages, names)
  return c.redirect(`${urls.admin.discussion}?saved=yes`, 303)
}

const keptKey = ({ var: { services } }: AppContext) => readServiceKey(services.db, services.keys, 'akismet')

/** The key for Akismet as it was typed; null to forget it, undefined to leave it as it is. */
function keyIn(body: FormBody): string | null | undefined {
  if (body.field('akismet_forget') !== '') return null
  return body.field('akismet_key').trim() || undefined
}

function keyError(
  key: string | null | undefined,
  isKept: boolean,
  fields: readonly SettingField[],
): AkismetKey['error'] {
  if (key) return /^[\w-]{4,100}$/.test(key) ? null : 'malformed'
  const isAsked = fields.some(({ name, typed }) => name === 'ask_akismet' && typed === 'on')
  return isAsked && (key === null || !isKept) ? 'missing' : null
}

/** The words of the lists that a text has. */
function trySample(text: string, rules: AllSettings): TriedSample {
  return {
    text,
    heldWords: wordsIn(text, rules.held_words),
    spamWords: wordsIn(text, rules.spam_words),
  }
}

interface Shown {
  typed: DiscussionForm
  trial?: Trial
  sample?: TriedSample
  saved?: boolean
}

function show(
  c: AppContext,
  { typed, trial, sample, saved = false }: Shown,
  status: ContentfulStatusCode,
): Promise<Response> {
  const page = (
    <DiscussionPage
      shell={adminShellOf(c)}
      typed={typed}
      trial={trial ?? null}
      sample={sample ?? { text: '', heldWords: [], spamWords: [] }}
      saved={saved}
    />
  )
  return sendPrivatePage(c, page, status)
}
