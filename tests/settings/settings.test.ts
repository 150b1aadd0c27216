import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { readAudit } from '../../src/accounts/audit-log.ts'
import { declared, isSettingName, type SettingName, settingNames } from '../../src/settings/declared.ts'
import { valueOf } from '../../src/settings/form.ts'
import { changeSettings, readHidden, readSettings } from '../../src/settings/settings.ts'
import { testBlog } from '../support/blog.ts'
import { soon } from '../support/patience.ts'
import { setSettings } from '../support/settings.ts'
import { testSite } from '../support/site.ts'
import { join } from '../support/staff.ts'

const blog = testBlog()
const db = () => blog().database.db
const read = async (): Promise<Partial<Record<string, unknown>>> => ({
  ...(await readSettings(blog().database.publicDb)),
  ...(await readHidden(db())),
})

/** Sets one as the command line does; the problem, if it was refused. */
async function set(name: SettingName, text: string) {
  const draft = valueOf(name, text)
  if ('problems' in draft) return draft.problems[0]?.problem
  await setSettings(db(), draft.values)
  return null
}

const accepted = [
  ['title', 'Tea & Time', 'Tea & Time'],
  ['title', '茶'.repeat(200), '茶'.repeat(200)],
  ['tagline', '', ''],
  ['language', 'zh-CN', 'zh-CN'],
  ['time_zone', 'Europe/Berlin', 'Europe/Berlin'],
  ['time_zone', 'asia/shanghai', 'Asia/Shanghai'],
  ['time_zone', 'UTC', 'UTC'],
  ['hold_comments', 'off', false],
  ['hold_comments', 'on', true],
  ['name_email_required', 'off', false],
  ['hold_links', '0', 0],
  ['hold_links', '1000', 1000],
  ['thread_depth', '1', 1],
  ['thread_depth', '10', 10],
  ['threads_per_page', '1', 1],
  ['threads_per_page', '100', 100],
  ['thread_order', 'newest', 'newest'],
  ['first_page', 'oldest', 'oldest'],
  ['comments_per_minute', '10000', 10_000],
  ['edit_minutes', '0', 0],
  ['edit_minutes', '1440', 1440],
  ['held_words', 'cloud\r\n\n  代开   发票 \ncloud', ['cloud', '代开 发票']],
  ['blocked_networks', '203.0.113.0/24\n2001:db8::/32', ['203.0.113.0/24', '2001:db8::/32']],
] as const

const refused = [
  ['title', ''],
  ['title', 'x'.repeat(201)],
  ['title', 'two\nlines'],
  ['title', 'null\0byte'],
  ['title', 'half \ud800'],
  ['tagline', 'x'.repeat(501)],
  ['language', 'xx'],
  ['language', 'EN'],
  ['time_zone', 'Berlin'],
  ['time_zone', '+01:00'],
  ['hold_comments', 'true'],
  ['name_email_required', ''],
  ['hold_links', '-1'],
  ['hold_links', '1001'],
  ['thread_depth', '0'],
  ['thread_depth', '11'],
  ['thread_depth', '1.5'],
  ['threads_per_page', '101'],
  ['first_page', 'last'],
  ['threads_per_page', 'many'],
  ['comments_per_minute', '0'],
  ['comments_per_minute', '1e2'],
  ['edit_minutes', '1441'],
  ['edit_minutes', ''],
  ['held_words', `cloud\nnull\0byte`],
  ['spam_words', 'x'.repeat(201)],
  ['blocked_networks', '203.0.113.0/33'],
  ['blocked_networks', Array.from({ length: 2001 }, (_, n) => `10.0.${n >> 8}.${n & 255}`).join('\n')],
] as const

describe('a setting', () => {
  test.each(accepted)('%s takes %j', async (name, text, value) => {
    expect(await set(name, text)).toBeNull()
    expect((await read())[name]).toEqual(value)
  })

  test.each(refused)('%s refuses %j, and stays as it was', async (name, text) => {
    const before = await read()
    expect(await set(name, text)).toHaveProperty('is')
    expect(await read()).toEqual(before)
  })

  test('is as declared until somebody changes it', async () => {
    expect(await read()).toEqual(
      Object.fromEntries(settingNames.map(name => [name, declared[name].standard])),
    )
  })

  test('is as declared when what is stored can’t be used, and whatever else is stored does no harm', async () => {
    for (const [name, value] of [
      ['thread_depth', '11'],
      ['title', '7'],
      ['time_zone', '"Nowhere/Land"'],
      ['of_a_newer_version', '{}'],
    ] as const)
      await db().insertInto('settings').values({ name, value }).execute()
    await set('tagline', 'Leaves and water')
    expect(await read()).toMatchObject({ thread_depth: 5, title: 'Afterword', time_zone: 'UTC' })
    expect(await read()).not.toHaveProperty('of_a_newer_version')
  })

  test('is known by its own name only', () => {
    expect(settingNames.every(isSettingName)).toBe(true)
    for (const name of ['', 'constructor', 'toString', 'welcomed_at', 'only_row'])
      expect(isSettingName(name)).toBe(false)
  })

  test('that is changed leaves a line that says what from and what to; one that is not leaves none', async () => {
    await set('thread_depth', '4')
    await set('thread_depth', '4')
    await set('held_words', 'cloud\n代开')
    await set('held_words', 'rain\n代开')
    const { entries } = await readAudit(db(), null, 10)
    expect(entries.map(({ event, subject }) => `${event}: ${subject}`)).toEqual([
      'setting changed: held_words: + rain, − cloud',
      'setting changed: held_words: + cloud, + 代开',
      'setting changed: thread_depth: 5 → 4',
    ])
  })

  test('that readers must not know is kept where they can’t look', async () => {
    await set('spam_words', 'casino')
    const open = await blog().database.publicDb.selectFrom('settings').select('value').execute()
    expect(JSON.stringify(open)).not.toContain('casino')
    expect((await readHidden(db())).spam_words).toEqual(['casino'])
  })

  test('of two who save at once is the later one’s, and the log tells both', async () => {
    const save = (thread_depth: number) =>
      db()
        .transaction()
        .execute(trx => changeSettings(trx, { account: null, name: 'command line' }, { thread_depth }))
    await Promise.all([save(3), save(4)])
    const { entries } = await readAudit(db(), null, 10)
    const [last, first] = entries.map(({ subject }) => subject.replace('thread_depth: ', '').split(' → '))
    expect(last?.[0]).toBe(first?.[1])
    expect(String((await read())['thread_depth'])).toBe(last?.[1])
  })
})

test('every time zone that can be chosen is one that the database knows', async () => {
  const { rows } = await sql<{ name: string }>`
    select name from unnest(${[...declared.time_zone.kind.options]}::text[]) as name
    where name not in (select name from pg_timezone_names)`.execute(db())
  expect(rows).toEqual([])
})

describe('a site that is served', () => {
  const site = testSite()

  test('shows a changed setting once it has heard of it, on a page that was kept too', async () => {
    await site().publish()
    const page = async () => (await fetch(`${site().url}/tea`)).text()
    await page()
    expect(await page()).toContain('Afterword')
    await setSettings(site().database.db, { title: 'The Kettle' })
    // Postgres tells of it a moment after the commit.
    await expect.poll(page, soon).toContain('The Kettle')
  })

  test('keeps its pages when a setting changes that they don’t show', async () => {
    const { pages } = site().services
    await expect.poll(() => pages.isListening(), soon).toBe(true)
    const before = pages.changedLast('site')
    await setSettings(site().database.db, { comments_per_minute: 7, held_words: ['cloud'] })
    await expect
      .poll(() => site().services.settings.current(), soon)
      .toMatchObject({ comments_per_minute: 7 })
    expect(pages.changedLast('site')).toBe(before)
  })

  test('compares comments with its lists, the names of its people and blocks, read again once one has changed', async () => {
    const { watchlists } = site().services
    await expect.poll(async () => (await watchlists()) === (await watchlists()), soon).toBe(true)
    await setSettings(site().database.db, { spam_words: ['casino'] })
    await expect.poll(async () => (await watchlists()).spam_words, soon).toEqual(['casino'])
    await join(site(), 'moderator', { name: 'Ines', email: 'ines@example.org' })
    const isStaff = async (name: string) => (await watchlists()).isStaffName(name, null)
    await expect.poll(() => isStaff('Ines'), soon).toBe(true)
    await site().database.db.updateTable('private.accounts').set({ name: 'Odile' }).execute()
    await expect.poll(() => isStaff('Odile'), soon).toBe(true)
    expect(await isStaff('Ines')).toBe(false)

    const hasBlocks = async () => (await watchlists()).hasBlocks
    expect(await hasBlocks()).toBe(false)
    const block = { kind: 'words', words: 'casino', actor: 'Odile' } as const
    await site().database.db.insertInto('private.blocks').values(block).execute()
    await expect.poll(hasBlocks, soon).toBe(true)
    await site().database.db.deleteFrom('private.blocks').execute()
    await expect.poll(hasBlocks, soon).toBe(false)
  })
})
