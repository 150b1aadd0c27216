import { transact } from '../db/transact.ts'
import { isSettingName, type SettingName, settingNames } from '../settings/declared.ts'
import { valueOf } from '../settings/form.ts'
import { type Problem, written } from '../settings/kinds.ts'
import { changeSettings, readHidden, readSettings } from '../settings/settings.ts'
import { type Command, UsageError } from './command.ts'

type Input = { action: 'list' } | { action: 'set'; name: SettingName; value: string }

const commandLine = { account: null, name: 'command line' }

/** Shows and changes the site's settings. */
export const settingsCommand: Command<Input> = {
  usage: 'settings list | set NAME VALUE',
  summary: 'Show the settings, or change one; every page follows at its next request.',

  async prepare([action = 'list', name, ...words]) {
    if (action === 'list' && name === undefined) return { action }
    if (action !== 'set' || name === undefined || words.length === 0)
      throw new UsageError(`Usage: ${this.usage}`)
    if (!isSettingName(name))
      throw new UsageError(`There is no setting "${name}". There are ${settingNames.join(', ')}.`)
    return { action, name, value: words.join(' ') }
  },

  async run({ db, publicDb }, input, output) {
    if (input.action === 'set') {
      const draft = valueOf(input.name, input.value)
      if ('problems' in draft) {
        for (const { problem, options } of draft.problems)
          if (problem) output.problem(`${input.name} ${expected(problem, options)}.`)
        return 1
      }
      await transact(db, trx => changeSettings(trx, commandLine, draft.values))
    }
    const settings: Partial<Record<SettingName, unknown>> = {
      ...(await readSettings(publicDb)),
      ...(await readHidden(db)),
    }
    for (const name of settingNames)
      output.line(`${name.padEnd(27)} ${written(settings[name]).replaceAll('\n', ', ')}`.trimEnd())
    if (input.action === 'list') output.line(elsewhere)
    return 0
  },
}

const elsewhere = 'Blocked email addresses are kept sealed, not among these: see Discussion in the admin.'

/** What a setting takes, to follow its name. */
function expected(problem: Problem, options: readonly string[]): string {
  if (problem.is === 'number') return `is a whole number from ${problem.min} to ${problem.max}`
  if (problem.is === 'line') return `is one line of ${problem.min} to ${problem.max} characters`
  if (problem.is === 'network' || problem.is === 'zone')
    return `is a list of IP addresses and networks; this is none: ${problem.line}`
  if (problem.is === 'word') return `can't have this line: ${problem.line}`
  if (problem.is === 'text') return `is a text of ${problem.min} to ${problem.max} characters`
  if (problem.is === 'entry')
    return `is a list of lines such as "About /about"; this is none: ${problem.line}`
  if (problem.is === 'colour') return 'is a colour such as #27468f'
  if (problem.is === 'picture') return 'is the address of a picture of the library, or nothing'
  return options.length > 20
    ? 'is the IANA name of a time zone, such as Europe/Berlin'
    : `is one of ${options.join(', ')}`
}
