import { expect, test } from 'vitest'
import { hashPassword, passwordProblem, verifyPassword } from '../../src/accounts/passwords.ts'

test('a password is known by its hash, however it was composed, and no other is', async () => {
  const hash = await hashPassword('vier stille Gänse')
  expect(await verifyPassword('vier stille Gänse'.normalize('NFD'), hash)).toBe(true)
  expect(await verifyPassword('vier stille Ganse', hash)).toBe(false)
  expect(await verifyPassword('', null)).toBe(false)
})

test.each([
  ['', 'missing'],
  ['short words', 'tooShort'],
  ['a'.repeat(201), 'tooLong'],
  ['aaaaaaaaaaaaaaaa', 'common'],
  ['password1234', 'common'],
  ['Password!!!!2026', 'common'],
  ['qwertyuiop123', 'common'],
  ['mara-lindqvist-1', 'common'],
  ['four quiet herons wade', null],
  ['你好世界我们一起去看海吧', null],
])('the password "%s" is judged %s', (password, problem) => {
  expect(passwordProblem(password, ['Mara Lindqvist', 'mara', 'lindqvist'])).toBe(problem)
})
