import type { CommentField, FieldError, FieldErrors } from '../../src/comments/form.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import type { FieldProblem } from '../components/error-summary.tsx'

/** As the form has them. */
const order: readonly CommentField[] = ['comment', 'name', 'email', 'website']

/** All that is wrong with a comment's form, in its order. */
export function fieldProblems(
  t: Messages,
  errors: FieldErrors,
  limits: Record<CommentField, number>,
): FieldProblem[] {
  return order.flatMap(field => {
    const text = errorText(t, field, errors[field], limits[field])
    return text === null ? [] : { field: `comment-field-${field}`, text }
  })
}

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
