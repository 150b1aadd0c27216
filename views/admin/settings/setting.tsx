import type { Child } from 'hono/jsx'
import type { SettingField } from '../../../src/settings/form.ts'
import { languageNames, type Messages } from '../../../src/i18n/messages.ts'

import type { LibraryPicture } from '../media/picture-choices.tsx'
import { PictureChoice } from './picture-choice.tsx'
import { problemText } from './problems.tsx'

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

interface DeclaredProps {
  t: Messages
  field: SettingField
  result?: string | undefined
  /** What a setting that is a picture can be chosen from. */
  pictures?: readonly LibraryPicture[]
  /** A page on what a switch does. */
  more?: MoreLink | null
}

interface MoreLink {
  href: string
  text: string
}

/** A declared setting, with the control that its kind asks for. */
export function DeclaredSetting({ t, field, result, pictures = [], more = null }: DeclaredProps) {
  const { name, control, typed, problem } = field
  const { label, help } = t.settings.about[name]
  if (control === 'switch')
    return <Switch name={name} label={label} help={help} on={typed === 'on'} result={result} more={more} />
  if (control === 'picture') return <PictureChoice t={t} field={field} pictures={pictures} />
  return (
    <Setting name={name} label={label} help={help} error={problem && problemText(t, problem)} result={result}>
      {attributes => <Control t={t} field={field} attributes={attributes} />}
    </Setting>
  )
}

function Control({ t, field, attributes }: { t: Messages; field: SettingField; attributes: Attributes }) {
  const { name, control, options, typed } = field
  if (control === 'list' || control === 'text')
    return (
      <textarea {...attributes} rows={4} dir="auto">
        {`\n${typed}`}
      </textarea>
    )
  if (control === 'number')
    return (
      <input {...attributes} class="number-input" type="text" inputmode="numeric" value={typed} required />
    )
  if (control === 'colour') return <input {...attributes} class="colour-input" type="color" value={typed} />
  if (control === 'choice') {
    const texts: Partial<Record<string, Partial<Record<string, string>>>> = t.settings.options
    const names = new Map(languageNames().map(language => [language.tag, language.name]))
    return (
      <select {...attributes}>
        {options.map(value => (
          <option value={value} selected={value === typed}>
            {texts[name]?.[value] ?? names.get(value) ?? value}
          </option>
        ))}
      </select>
    )
  }
  return (
    <>
      <input
        {...attributes}
        class="line-input"
        type="text"
        value={typed}
        dir="auto"
        list={options.length > 0 ? `${attributes.id}-options` : undefined}
        autocomplete="off"
      />
      {options.length > 0 ? (
        <datalist id={`${attributes.id}-options`}>
          {options.map(value => (
            <option value={value} />
          ))}
        </datalist>
      ) : null}
    </>
  )
}

function Switch({
  name,
  label,
  help,
  on,
  result,
  more,
}: {
  name: string
  label: string
  help: string
  on: boolean
  result: string | undefined
  more: MoreLink | null
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
        {more ? (
          <>
            {' '}
            <a href={more.href}>{more.text}</a>
          </>
        ) : null}
      </p>
    </div>
  )
}

/** Settings that belong together, under a heading. */
export function SettingsGroup({ heading, children }: { heading: string; children: Child }) {
  return (
    <fieldset class="settings-group">
      <legend>{heading}</legend>
      {children}
    </fieldset>
  )
}
