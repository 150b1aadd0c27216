import { expect, test } from 'vitest'
import { may, type Right, roles } from '../../src/accounts/roles.ts'

/** Who may do what, said once more in another form. */
const table: Record<Right, string> = {
  'moderate all': 'administrator editor moderator',
  'moderate own': 'administrator editor author moderator',
  'write own': 'administrator editor author',
  'write all': 'administrator editor',
  'manage people': 'administrator',
  'change settings': 'administrator',
  'answer for personal data': 'administrator',
  'run the system': 'administrator',
  'add media': 'administrator editor author',
  'manage media': 'administrator editor',
}

test.each(Object.entries(table))('the right to %s is for: %s', (right, expected) => {
  const isRight = (text: string): text is Right => Object.hasOwn(table, text)
  expect(roles.filter(role => isRight(right) && may(role, right)).join(' ')).toBe(expected)
})
