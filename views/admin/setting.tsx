import type { Child } from 'hono/jsx'

interface Attributes {
  id: string
  name: string
  'aria-describedby': string
  'aria-invalid': 'true' | undefined
}

interface SettingProps {
  name: string
  label: string
  help: string
  error: string | null
  /** What it would have done, once it was tried. */
  result?: string | undefined
  children: (attributes: Attributes) => Child
}

/** A setting with its label, its help and what is wrong with it. */
export function Setting({ name, label, help, error, result, children }: SettingProps) {
  const id = `setting-${name}`
  const described = [error ? 'error' : '', result ? 'result' : '', 'help'].filter(part => part !== '')
  return (
    <div class="setting">
      <label for={id}>{label}</label>
      {error ? (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
      {children({
        id,
        name,
        'aria-describedby': described.map(part => `${id}-${part}`).join(' '),
        'aria-invalid': error ? 'true' : undefined,
      })}
      <Result id={id} text={result} />
      <p class="hint" id={`${id}-help`}>
        {help}
      </p>
    </div>
  )
}

function Result({ id, text }: { id: string; text: string | undefined }) {
  if (text === undefined) return null
  return (
    <p class="setting-result" id={`${id}-result`}>
      {text}
    </p>
  )
}

/** A setting that is on or off. */
export function SwitchSetting({
  name,
  label,
  help,
  on,
  result,
}: {
  name: string
  label: string
  help: string
  on: boolean
  result?: string | undefined
}) {
  const id = `setting-${name}`
  return (
    <div class="setting">
      <p class="setting-switch">
        <input type="checkbox" id={id} name={name} value="yes" checked={on} aria-describedby={`${id}-help`} />
        <label for={id}>{label}</label>
      </p>
      <Result id={id} text={result} />
      <p class="hint" id={`${id}-help`}>
        {help}
      </p>
    </div>
  )
}
