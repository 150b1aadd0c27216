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
  children: (attributes: Attributes) => Child
}

/** A setting with its label, its help and what is wrong with it. */
export function Setting({ name, label, help, error, children }: SettingProps) {
  const id = `setting-${name}`
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
        'aria-describedby': error ? `${id}-error ${id}-help` : `${id}-help`,
        'aria-invalid': error ? 'true' : undefined,
      })}
      <p class="hint" id={`${id}-help`}>
        {help}
      </p>
    </div>
  )
}

/** A setting that is on or off. */
export function SwitchSetting({
  name,
  label,
  help,
  on,
}: {
  name: string
  label: string
  help: string
  on: boolean
}) {
  const id = `setting-${name}`
  return (
    <div class="setting">
      <p class="setting-switch">
        <input type="checkbox" id={id} name={name} value="yes" checked={on} aria-describedby={`${id}-help`} />
        <label for={id}>{label}</label>
      </p>
      <p class="hint" id={`${id}-help`}>
        {help}
      </p>
    </div>
  )
}
