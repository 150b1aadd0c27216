import { describe, expect, test } from 'vitest'
import { judge, type Rules, type Signals } from '../../src/spam/judge.ts'

const nobody: Signals = {
  isStaff: false,
  isImpostor: false,
  isBlocked: false,
  approvedBefore: 1,
  isTakenBack: false,
  isMuted: false,
  links: 0,
  spamWords: [],
  heldWords: [],
  likeness: null,
  isTrapped: false,
  isAttacked: false,
  proof: null,
}
const rules: Rules = { hold_comments: false, trust_after: 1, hold_links: 2 }

const table: [string, Partial<Signals>, Partial<Rules>, string, string[]][] = [
  ['a trusted person', {}, {}, 'approved', []],
  ['somebody new', { approvedBefore: 0 }, {}, 'pending', ['first comment']],
  ['somebody on the way to trust', { approvedBefore: 2 }, { trust_after: 3 }, 'pending', ['first comment']],
  ['somebody new, where nobody needs trust', { approvedBefore: 0 }, { trust_after: 0 }, 'approved', []],
  ['anyone, where everything waits', {}, { hold_comments: true }, 'pending', ['every comment is held']],
  [
    'somebody new, where everything waits',
    { approvedBefore: 0 },
    { hold_comments: true },
    'pending',
    ['every comment is held'],
  ],
  ['one link', { links: 1 }, {}, 'approved', []],
  ['two links', { links: 2 }, {}, 'pending', ['links']],
  ['many links, where they are welcome', { links: 99 }, { hold_links: 0 }, 'approved', []],
  ['a held word', { heldWords: ['pills'] }, {}, 'pending', ['held words']],
  ['a word of spam', { spamWords: ['pills'] }, {}, 'spam', ['spam words']],
  ['a blocked network', { isBlocked: true }, {}, 'spam', ['blocked']],
  ['who is muted, though trusted', { isMuted: true }, {}, 'pending', ['muted']],
  ['a trusted impostor', { isImpostor: true }, {}, 'pending', ['impostor']],
  ['an impostor with spam', { isImpostor: true, spamWords: ['x'] }, {}, 'spam', ['spam words']],
  ['what is like spam', { likeness: 'held' }, {}, 'pending', ['like spam']],
  ['what is like spam beyond doubt', { likeness: 'spam' }, {}, 'spam', ['like spam']],
  ['of whom one was taken back', { isTakenBack: true }, {}, 'pending', ['taken back']],
  ['the same where nobody needs trust', { isTakenBack: true }, { trust_after: 0 }, 'pending', ['taken back']],
  ['who filled in what nobody sees', { isTrapped: true }, {}, 'pending', ['hidden field']],
  ['one of more than ever came', { isAttacked: true }, {}, 'pending', ['many at once']],
  [
    'the same with the work done that was asked for',
    { isAttacked: true, proof: 'given' },
    {},
    'approved',
    [],
  ],
  ['who did not do the work', { proof: 'missing' }, {}, 'pending', ['no proof of work']],
  [
    'the same among more than ever came',
    { isAttacked: true, proof: 'missing' },
    {},
    'pending',
    ['many at once', 'no proof of work'],
  ],
  ['spam with the work done', { spamWords: ['x'], proof: 'given' }, {}, 'spam', ['spam words']],
  [
    'everything at once',
    { approvedBefore: 0, links: 5, heldWords: ['x'], isImpostor: true },
    {},
    'pending',
    ['impostor', 'first comment', 'links', 'held words'],
  ],
  [
    'staff, whatever the rules',
    { isStaff: true, isImpostor: true, isBlocked: true, links: 9, spamWords: ['x'], likeness: 'spam' },
    { hold_comments: true },
    'approved',
    [],
  ],
]

describe('the verdict on', () => {
  test.each(table)('%s', (_, signals, changed, status, reasons) => {
    expect(judge({ ...nobody, ...signals }, { ...rules, ...changed })).toEqual({ status, reasons })
  })
})
