import { passwordProblem, type PasswordProblem } from '../accounts/passwords.ts'
import { fieldLimits } from '../comments/limits.ts'
import { Email } from '../readers/email.ts'
import { fieldText, isDeceptiveLine } from '../text/field-text.ts'

/** What is wrong with what was typed, by field. */
export interface AccountErrors {
  name?: 'missing' | 'tooLong'
  email?: 'missing' | 'notAnEmail' | 'taken'
  password?: PasswordProblem
}

export interface AccountDraft {
  name: string
  email: Email
  password: string
}

/** Turns what was typed into an account that may be made, or says what to put right. */
export async function accountDraft(
  field: (name: 'name' | 'email' | 'password') => string,
): Promise<AccountDraft | { errors: AccountErrors }> {
  const name = fieldText(field('name')).trim()
  const typed = field('email').trim()
  const password = field('password')
  const email = Email.parse(typed)

  const errors: AccountErrors = {}
  if (name === '' || isDeceptiveLine(name)) errors.name = 'missing'
  else if (name.length > fieldLimits.name) errors.name = 'tooLong'
  if (email === null) errors.email = typed === '' ? 'missing' : 'notAnEmail'
  const problem = await passwordProblem(password, [name, ...typed.split('@')])
  if (problem !== null) errors.password = problem
  return email === null || Object.keys(errors).length > 0 ? { errors } : { name, email, password }
}
