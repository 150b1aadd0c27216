import { type AllSettings, declared, type Group, isSettingName, type SettingName } from './declared.ts'
import { type Kind, type Problem, written } from './kinds.ts'

/** A setting as a form shows it. */
export interface SettingField {
  name: SettingName
  group: Group
  control: Kind<unknown>['control']
  options: readonly string[]
  /** As it was typed, or as it is: `on` or `off` for a switch, a line each for a list. */
  typed: string
  problem: Problem | null
}

/** The fields of some settings, as they are. */
export function fieldsOf(names: readonly SettingName[], values: Partial<AllSettings>): SettingField[] {
  const known: Partial<Record<SettingName, unknown>> = values
  return names.map(name => fieldOf(name, written(known[name])))
}

/** Takes what a browser submitted; `field` returns the empty text for what it did not. */
export function typedFields(names: readonly SettingName[], field: (name: string) => string): SettingField[] {
  return names.map(name => {
    const text = field(name)
    if (declared[name].kind.control === 'switch') return fieldOf(name, text === '' ? 'off' : 'on')
    return fieldOf(name, declared[name].kind.control === 'list' ? text.replace(/\r\n?/g, '\n') : text.trim())
  })
}

const fieldOf = (name: SettingName, typed: string): SettingField => {
  const { group, kind } = declared[name]
  return { name, group, control: kind.control, options: kind.options, typed, problem: null }
}

/** The values that may be saved, or the fields again, each with what is wrong with it. */
export function valuesOf(
  fields: readonly SettingField[],
): { values: Partial<AllSettings> } | { problems: SettingField[] } {
  const values: Record<string, unknown> = {}
  const judged = fields.map(field => {
    const parsed = declared[field.name].kind.parse(field.typed)
    if ('problem' in parsed) return { ...field, problem: parsed.problem }
    values[field.name] = parsed.value
    return field
  })
  if (judged.some(({ problem }) => problem !== null) || !areValues(values)) return { problems: judged }
  return { values }
}

const areValues = (values: Record<string, unknown>): values is Partial<AllSettings> =>
  Object.entries(values).every(([name, value]) => isSettingName(name) && declared[name].kind.holds(value))

/** One setting from a text, as the command line gives it. */
export const valueOf = (name: SettingName, text: string) => valuesOf([fieldOf(name, text)])
