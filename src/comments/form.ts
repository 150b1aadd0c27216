import { Email } from '../readers/email.ts'
import { maskedFor, showsAddress } from '../readers/own-address.ts'
import { fieldText, hasStrangeCharacters, isDeceptiveLine } from '../text/field-text.ts'
import { hasPiledMarks } from '../text/marks.ts'
import { webAddress } from '../text/web-address.ts'
import { fieldLimits } from './limits.ts'

const commentFields = ['comment', 'name', 'email', 'website'] as const

export type CommentField = (typeof commentFields)[number]

/** What is wrong with a field, in words that the interface translates. */
export type FieldError =
  | 'missing'
  | 'tooLong'
  | 'notAnEmail'
  | 'notAWebsite'
  | 'holdsUser'
  | 'holdsAddress'
  | 'strangeCharacters'
  | 'piledMarks'

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

/**
 * Whether a field that no person sees was filled in, by a robot: a browser that fills in forms for people writes their
 * own name, a part of it, or their address there. Of a website that is no excuse: robots write theirs into every field.
 */
export function isTrapped(hidden: string, { name, email }: TypedComment): boolean {
  const filled = hidden.trim().toLowerCase()
  const own = [name, ...name.split(/\s+/), email].map(typed => typed.trim().toLowerCase())
  return filled !== '' && !own.includes(filled)
}

/**
 * Turns what was typed into a draft, or says what to put right, by field. `account` is the address of who is signed in,
 * and so types none.
 */
export function draftOf(
  typed: TypedComment,
  { nameEmailRequired, account = null }: { nameEmailRequired: boolean; account?: Email | null },
): CommentDraft | { errors: FieldErrors } {
  const email = account ?? Email.parse(typed.email.trim())
  const comment = commentText(typed.comment, email)
  const website = parseWebsite(typed.website.trim())
  const errors = withoutNulls({
    comment: 'error' in comment ? comment.error : null,
    name: nameError(typed.name, email, nameEmailRequired),
    email: emailError(typed.email, email, nameEmailRequired),
    website: websiteError(typed.website, email, website),
  })
  if ('error' in comment || Object.keys(errors).length > 0) return { errors }

  return {
    text: comment.text,
    name: typed.name.trim().replace(/\s+/g, ' '),
    email,
    website,
  }
}

/** The text alone, as in a preview. */
export const textIn = (typed: TypedComment, account: Email | null) =>
  commentText(typed.comment, account ?? Email.parse(typed.email.trim()))

/**
 * Turns a comment's text alone, as in an edit, into what is stored of it, or says what is wrong with it;
 * `writer` is the address of who wrote it, if there is one. Masked before it is stored: what the database does not hold, no page, feed or export can let out.
 */
export function commentText(typed: string, writer: Email | null): { text: string } | { error: FieldError } {
  // What a length refuses is not looked at any closer: that takes time.
  if (typed.length > fieldLimits.comment) return { error: 'tooLong' }
  if (typed.trim() === '') return { error: 'missing' }
  if (hasPiledMarks(typed)) return { error: 'piledMarks' }
  if (hasStrangeCharacters(typed.trim())) return { error: 'strangeCharacters' }
  const masked = maskedFor(writer, typed)
  // The mask is longer than the shortest addresses.
  return masked.length > fieldLimits.comment ? { error: 'tooLong' } : { text: masked.trim() }
}

function nameError(name: string, writer: Email | null, required: boolean): FieldError | null {
  if (name.length > fieldLimits.name) return 'tooLong'
  if (name.trim() === '') return required ? 'missing' : null
  if (hasPiledMarks(name)) return 'piledMarks'
  if (isDeceptiveLine(name.trim())) return 'strangeCharacters'
  return showsAddress(writer, name) ? 'holdsAddress' : null
}

function emailError(typed: string, email: Email | null, required: boolean): FieldError | null {
  if (typed.length > fieldLimits.email) return 'tooLong'
  if (typed.trim() === '') return required ? 'missing' : null
  return email === null ? 'notAnEmail' : null
}

function websiteError(typed: string, writer: Email | null, website: string | null): FieldError | null {
  if (typed.length > fieldLimits.website) return 'tooLong'
  if (typed.trim() === '') return null
  if (hasPiledMarks(typed)) return 'piledMarks'
  if (isDeceptiveLine(typed.trim())) return 'strangeCharacters'
  if (website === null && /^https?:\/\/[^/?#]*@/i.test(typed.trim())) return 'holdsUser'
  if (website === null) return showsAddress(writer, typed) ? 'holdsAddress' : 'notAWebsite'
  return showsAddress(writer, typed) || showsAddress(writer, website) ? 'holdsAddress' : null
}

/** An address of a page; null for any other scheme. Who types a host alone, such as `rita.example`, means its pages. */
function parseWebsite(text: string): string | null {
  if (text.length > fieldLimits.website) return null
  return webAddress(hostFirst.test(text) ? `https://${text}` : text)?.href ?? null
}

/** Names with dots between, the last of which begins with no digit; then nothing, or the rest of an address. */
const hostFirst = /^(?:[^\s:/?#@\\.]+\.)+[^\s\d:/?#@\\.][^\s:/?#@\\.]*(?:[/?#]|$)/

function withoutNulls(errors: Record<CommentField, FieldError | null>): FieldErrors {
  const found: FieldErrors = {}
  for (const field of commentFields) {
    const error = errors[field]
    if (error !== null) found[field] = error
  }
  return found
}
