import type { CommentField, FieldError } from '../../src/comments/form.ts'
import type { Messages } from '../../src/i18n/messages.ts'

/** A field's error in the reader's words; null when there is none. */
export function errorText(
  t: Messages,
  field: CommentField,
  error: FieldError | undefined,
  limit: number,
): string | null {
  if (error === undefined) return null
  const texts: Partial<Record<FieldError, string | ((limit: number) => string)>> = t.form.errors[field]
  const text = texts[error] ?? t.problems.badRequest
  return typeof text === 'string' ? text : text(limit)
}
