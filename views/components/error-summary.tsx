import type { CommentField, FieldErrors } from '../../src/comments/form.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import { errorText } from '../site/form-errors.ts'

/** As the form has them. */
const order: readonly CommentField[] = ['comment', 'name', 'email', 'website']

interface ErrorSummaryProps {
  t: Messages
  errors: FieldErrors
  limits: Record<CommentField, number>
}

/** Everything that is wrong with a form, first thing in focus, each line leading to its field. */
export function ErrorSummary({ t, errors, limits }: ErrorSummaryProps) {
  const wrong = order.filter(field => errors[field] !== undefined)
  if (wrong.length === 0) return null
  return (
    <div
      class="error-summary"
      role="alert"
      tabindex={-1}
      autofocus
      id="error-summary"
      aria-labelledby="error-summary-title"
    >
      <p id="error-summary-title">{t.form.errorSummary(wrong.length)}</p>
      <ul>
        {wrong.map(field => (
          <li>
            <a href={`#comment-field-${field}`}>{errorText(t, field, errors[field], limits[field])}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
