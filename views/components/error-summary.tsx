/** What is wrong with a field, in words. */
export interface FieldProblem {
  /** Its id. */
  field: string
  text: string
}

interface ErrorSummaryProps {
  title: string
  wrong: readonly FieldProblem[]
}

/** Everything that is wrong with a form, first thing in focus, each line leading to its field. */
export function ErrorSummary({ title, wrong }: ErrorSummaryProps) {
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
      <p id="error-summary-title">{title}</p>
      <ul>
        {wrong.map(({ field, text }) => (
          <li>
            <a href={`#${field}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
