import { argon2Sync, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashPassword, isDated, passwordProblem, verifyPassword } from '../../src/accounts/passwords.ts'

test('a password is known by its hash, however it was composed, and no other is', async () => {
  const hash = await hashPassword('vier stille Gänse')
  expect(await verifyPassword('vier stille Gänse'.normalize('NFD'), hash)).toBe(true)
  expect(await verifyPassword('vier stille Ganse', hash)).toBe(false)
  expect(await verifyPassword('', null)).toBe(false)
})

/** A hash as it would be at another cost. */
function hashAt(password: string, memory: number, passes: number, parallelism: number, tagLength = 32) {
  const nonce = randomBytes(16)
  const tag = argon2Sync('argon2id', { message: password, nonce, memory, passes, parallelism, tagLength })
  const [salt, hash] = [nonce, tag].map(bytes => bytes.toString('base64').replace(/=+$/, ''))
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${salt}$${hash}`
}

test.each([
  ['cheaper', [4096, 1, 1, 32]],
  ['dearer', [65_536, 3, 4, 32]],
  ['of another length', [19_456, 2, 1, 24]],
] as const)(
  'a hash is verified at the cost that it names: %s',
  async (_, [memory, passes, lanes, length]) => {
    const stored = hashAt('vier stille Ganse', memory, passes, lanes, length)
    expect(await verifyPassword('vier stille Ganse', stored)).toBe(true)
    expect(await verifyPassword('vier stille Ganze', stored)).toBe(false)
  },
)

test('a hash of another cost is dated, one of today’s is not', async () => {
  expect(isDated(hashAt('vier stille Ganse', 4096, 2, 1))).toBe(true)
  expect(isDated(await hashPassword('vier stille Ganse'))).toBe(false)
})

test.each([
  ['gigabytes', 'm=4194304,t=2,p=1'],
  ['passes without end', 'm=19456,t=99,p=1'],
  ['lanes without end', 'm=19456,t=2,p=64'],
  ['less memory than its lanes need', 'm=8,t=1,p=8'],
  ['nothing', ''],
  ['no numbers', 'm=x,t=2,p=1'],
])('a stored hash that asks for %s opens to nobody', async (_, cost) => {
  const parts = (await hashPassword('vier stille Gänse')).split('$')
  const dear = [...parts.slice(0, 3), cost, ...parts.slice(4)].join('$')
  expect(await verifyPassword('vier stille Gänse', dear)).toBe(false)
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
])('the password "%s" is judged %s', async (password, problem) => {
  expect(await passwordProblem(password, ['Mara Lindqvist', 'mara', 'lindqvist'])).toBe(problem)
})
