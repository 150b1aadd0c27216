import type { Child } from 'hono/jsx'
import type { Messages } from '../../src/i18n/messages.ts'

export interface FieldProps {
  t: Messages
  id: string
  name: string
  label: Child
  value: string
  /** Null where a longer text is given back with a word about it: a browser cuts what is pasted beyond, and says nothing. */
  maxlength: number | null
  /** What is wrong with it, in words. */
  error: string | null
  required?: boolean
  multiline?: boolean
  type?: 'text' | 'email' | 'password'
  autocomplete?: string
  pattern?: string
  inputmode?: 'numeric' | 'url'
  hint?: string
  /** The id of a note elsewhere that belongs to it. */
  describedby?: string
}

/** What is typed into these is Latin, whatever the language. */
const leftToRight = new Set(['email', 'password'])

/** A labelled field with its hint and its error, which assistive technology reads with it. */
export function Field(props: FieldProps) {
  const { t, id, label, error, hint, required = false } = props
  const errorId = `${id}-error`
  const hintId = `${id}-hint`
  const described = [error ? errorId : null, hint ? hintId : null, props.describedby ?? null].filter(
    part => part !== null,
  )
  const attributes = {
    id,
    name: props.name,
    maxlength: props.maxlength ?? undefined,
    required,
    dir:
      leftToRight.has(props.type ?? 'text') || props.inputmode !== undefined
        ? ('ltr' as const)
        : ('auto' as const),
    'aria-invalid': error ? ('true' as const) : undefined,
    'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
  }
  return (
    <div class={`field field-${props.name}`}>
      <label for={id}>
        {label}
        {required ? (
          <>
            {' '}
            <span class="required" aria-hidden="true" title={t.form.required}>
              *
            </span>
          </>
        ) : null}
      </label>
      {error ? (
        <p class="field-error" id={errorId}>
          {error}
        </p>
      ) : null}
      {props.multiline ? (
        // A browser drops a line end that comes first: one more keeps the reader's own.
        <textarea {...attributes} rows={7}>
          {`\n${props.value}`}
        </textarea>
      ) : (
        <input
          {...attributes}
          type={props.type ?? 'text'}
          value={props.value}
          autocomplete={props.autocomplete}
          pattern={props.pattern}
          inputmode={props.inputmode}
          autocapitalize={props.inputmode === 'url' ? 'none' : undefined}
        />
      )}
      {hint ? (
        <p class="hint" id={hintId}>
          {hint}
        </p>
      ) : null}
    </div>
  )
}
