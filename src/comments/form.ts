import { Email } from '../readers/email.ts'
import { containsAddress, maskAddresses } from '../text/addresses.ts'
import { fieldText, hasStrangeCharacters, isDeceptiveLine } from '../text/field-text.ts'
import { fieldLimits } from './limits.ts'

const commentFields = ['comment', 'name', 'email', 'website'] as const

export type CommentField = (typeof commentFields)[number]

/** What is wrong with a field, in words that the interface translates. */
export type FieldError =
  | 'missing'
  | 'tooLong'
  | 'notAnEmail'
  | 'notAWebsite'
  | 'holdsAddress'
  | 'strangeCharacters'

export type FieldErrors = Partial<Record<CommentField, FieldError>>

/** What was typed, to be shown again; nothing here has been judged. */
export type TypedComment = Record<CommentField, string>

/** A comment that may be said, if the article and its moderators let it. */
export interface CommentDraft {
  text: string
  name: string
  email: Email | null
  website: string | null
}

/** Takes what was typed, as a browser submits it. */
export function typedComment(field: (name: CommentField) => string): TypedComment {
  const line = (name: CommentField) => fieldText(field(name))
  return { comment: line('comment'), name: line('name'), email: line('email'), website: line('website') }
}

/** Turns what was typed into a draft, or says what to put right, by field. */
export function draftOf(
  typed: TypedComment,
  rules: { nameEmailRequired: boolean },
): CommentDraft | { errors: FieldErrors } {
  const email = typed.email.trim() === '' ? null : Email.parse(typed.email.trim())
  const website = typed.website.trim() === '' ? null : parseWebsite(typed.website.trim())
  const errors = withoutNulls({
    comment: textError(typed.comment),
    name: nameError(typed.name, rules.nameEmailRequired),
    email: emailError(typed.email, email, rules.nameEmailRequired),
    website: websiteError(typed.website, website),
  })
  if (Object.keys(errors).length > 0) return { errors }

  // Masked before it is stored: what the database does not hold, no page, feed or export can let out.
  return {
    text: maskAddresses(typed.comment).trim(),
    name: typed.name.trim().replace(/\s+/g, ' '),
    email,
    website,
  }
}

/** What is wrong with a comment's text alone, as in a preview or an edit; null when nothing is. */
export function textError(text: string): FieldError | null {
  if (text.trim() === '') return 'missing'
  // As it will be stored too: the mask is longer than the shortest addresses.
  const longest = Math.max(text.length, maskAddresses(text).length)
  if (longest > fieldLimits.comment) return 'tooLong'
  return hasStrangeCharacters(text.trim()) ? 'strangeCharacters' : null
}

function nameError(name: string, required: boolean): FieldError | null {
  if (name.trim() === '') return required ? 'missing' : null
  if (name.length > fieldLimits.name) return 'tooLong'
  if (isDeceptiveLine(name.trim())) return 'strangeCharacters'
  return containsAddress(name) ? 'holdsAddress' : null
}

function emailError(typed: string, email: Email | null, required: boolean): FieldError | null {
  if (typed.trim() === '') return required ? 'missing' : null
  if (typed.length > fieldLimits.email) return 'tooLong'
  return email === null ? 'notAnEmail' : null
}

function websiteError(typed: string, website: string | null): FieldError | null {
  if (typed.trim() === '') return null
  if (typed.length > fieldLimits.website) return 'tooLong'
  if (isDeceptiveLine(typed.trim())) return 'strangeCharacters'
  if (website === null) return 'notAWebsite'
  return containsAddress(typed) || containsAddress(website) ? 'holdsAddress' : null
}

/** An address of a page, judged by its parsed protocol; null for any other scheme. */
function parseWebsite(text: string): string | null {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    return null
  return url.href
}

function withoutNulls(errors: Record<CommentField, FieldError | null>): FieldErrors {
  const found: FieldErrors = {}
  for (const field of commentFields) {
    const error = errors[field]
    if (error !== null) found[field] = error
  }
  return found
}
