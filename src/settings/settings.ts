import type { Kysely, Selectable } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { Database, PublicDatabase, SettingsTable } from '../db/tables.ts'

/** The site's settings, as a host changes them. */
export type Settings = Selectable<SettingsTable>

const columns = [
  ...(['title', 'tagline', 'language', 'hold_comments', 'hold_links', 'name_email_required'] as const),
  ...(['thread_depth', 'threads_per_page', 'comments_per_minute', 'edit_minutes', 'welcomed_at'] as const),
  ...(['trust_after', 'close_after_days', 'who_may_comment', 'forget_origins_after_days'] as const),
  ...(['thread_order', 'first_page'] as const),
]

/** Reads the settings. There is always one row. */
export function readSettings(db: ReadonlyKysely<PublicDatabase>): Promise<Settings> {
  return db.selectFrom('settings').select(columns).executeTakeFirstOrThrow()
}

/** What each setting is, for the command line: its type and the bounds the database keeps. */
export const settingKinds = {
  title: { kind: 'text', min: 1, max: 200 },
  tagline: { kind: 'text', min: 0, max: 500 },
  language: { kind: 'language' },
  hold_comments: { kind: 'switch' },
  trust_after: { kind: 'number', min: 0, max: 100 },
  hold_links: { kind: 'number', min: 0, max: 1000 },
  close_after_days: { kind: 'number', min: 0, max: 36_500 },
  who_may_comment: { kind: 'choice', of: ['everyone', 'staff', 'nobody'] },
  name_email_required: { kind: 'switch' },
  thread_depth: { kind: 'number', min: 1, max: 10 },
  threads_per_page: { kind: 'number', min: 1, max: 100 },
  thread_order: { kind: 'choice', of: ['oldest', 'newest'] },
  first_page: { kind: 'choice', of: ['oldest', 'newest'] },
  comments_per_minute: { kind: 'number', min: 1, max: 10_000 },
  edit_minutes: { kind: 'number', min: 0, max: 1440 },
  forget_origins_after_days: { kind: 'number', min: 0, max: 36_500 },
} as const

export type SettingName = keyof typeof settingKinds

export const isSettingName = (name: string): name is SettingName => Object.hasOwn(settingKinds, name)

/**
 * Changes one setting from a text; gives a sentence that says what would be accepted when the text is not.
 * Every page shows the change at its next request.
 */
export async function changeSetting(
  db: Kysely<Database>,
  name: SettingName,
  text: string,
  languages: readonly string[],
): Promise<{ problem: string } | null> {
  const rule = settingKinds[name]
  if (rule.kind === 'number') {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < rule.min || value > rule.max)
      return { problem: `${name} is a whole number from ${rule.min} to ${rule.max}.` }
    await db
      .updateTable('settings')
      .set({ [name]: value })
      .execute()
    return null
  }
  if (rule.kind === 'switch') {
    if (text !== 'on' && text !== 'off') return { problem: `${name} is on or off.` }
    await db
      .updateTable('settings')
      .set({ [name]: text === 'on' })
      .execute()
    return null
  }
  if (rule.kind === 'choice' && !rule.of.some(choice => choice === text))
    return { problem: `${name} is one of ${rule.of.join(', ')}.` }
  if (rule.kind === 'language' && !languages.includes(text))
    return { problem: `${name} is one of ${languages.join(', ')}.` }
  if (
    rule.kind === 'text' &&
    (text.length < rule.min || text.length > rule.max || /[\n\0]/.test(text) || !text.isWellFormed())
  )
    return { problem: `${name} is one line of ${rule.min} to ${rule.max} characters.` }
  await db
    .updateTable('settings')
    .set({ [name]: text })
    .execute()
  return null
}
