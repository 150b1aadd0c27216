import { describe, expect, test } from 'vitest'
import { languages, messagesIn } from '../../src/i18n/messages.ts'
import { declared, settingNames } from '../../src/settings/declared.ts'
import { written } from '../../src/settings/kinds.ts'

describe.each([...languages])('in %s', language => {
  const { about, options } = messagesIn(language).settings

  test.each([...settingNames])('%s has a label and a sentence of help', name => {
    expect(about[name].label).toMatch(/\S/)
    expect(about[name].help).toMatch(/[.。]$/)
  })

  test('each word that can be chosen has a text of its own, and no text is left of one that can’t', () => {
    for (const name of ['who_may_comment', 'thread_order', 'first_page'] as const)
      expect(Object.keys(options[name]).sort()).toEqual([...declared[name].kind.options].sort())
    const chosen = settingNames.filter(name => declared[name].kind.control === 'choice')
    expect([...Object.keys(options), 'language'].sort()).toEqual(chosen.sort())
    expect(Object.keys(about).sort()).toEqual([...settingNames, 'blocked_addresses'].sort())
  })
})

/** What becomes of a comment by two settings together; see tests/spam/judge.test.ts. */
const effects = [
  '## What `proof_of_work` and `notice_attacks` do',
  '',
  'To a comment of somebody who is not trusted, and whom all other rules would let through. Trusted people and your own are asked for nothing. While nobody notices attacks, it is always as usual.',
  '',
  '| `proof_of_work` | As usual, without the work | As usual, with it | While attacked, without it | While attacked, with it |',
  '| :-- | :-- | :-- | :-- | :-- |',
  '| `never` | appears | nobody is asked | waits | nobody is asked |',
  '| `attacked` | appears | nobody is asked | waits | appears |',
  '| `always` | waits | appears | waits | appears |',
  '',
]

/** What a host reads of the settings. */
function table(): string {
  const { about, groups } = messagesIn('en').settings
  const rows = settingNames.map(name => {
    const { standard, group, kind } = declared[name]
    const value = written(standard)
    const choices =
      kind.control === 'choice' ? ` One of ${kind.options.map(each => `\`${each}\``).join(', ')}.` : ''
    const shown = value === '' ? 'none' : `\`${value}\``
    return `| \`${name}\` | ${shown} | ${groups[group]} | **${about[name].label}.** ${about[name].help}${choices} |`
  })
  return [
    '# Settings',
    '',
    'What readers notice is a setting of the site, kept in the database. Change one with `afterword settings set NAME VALUE`, or in the admin under *Settings* and *Discussion*; every page follows at its next request, and the audit log says who changed what, from what and to what; of blocked networks only how many came and went.',
    '',
    '| Setting | Until you change it | Where | What it is |',
    '| :-- | :-- | :-- | :-- |',
    ...rows,
    '',
    'Blocked email addresses are no setting: they are kept sealed, apart from these, and nothing on the command line shows them. They are listed and changed in the admin under *Discussion*, and a reader’s is blocked on the page about them. Nor is the key for Akismet: it is typed under *Discussion*, kept sealed, and shown nowhere.',
    '',
    ...effects,
  ].join('\n')
}

test('docs/settings.md lists every setting as it is declared (npx vitest run tests/settings --update writes it)', async () => {
  await expect(table()).toMatchFileSnapshot('../../docs/settings.md')
})
