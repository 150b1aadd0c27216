import { languages } from '../i18n/messages.ts'
import {
  changeSetting,
  isSettingName,
  readSettings,
  type SettingName,
  settingKinds,
} from '../settings/settings.ts'
import { type Command, UsageError } from './command.ts'

type Input = { action: 'list' } | { action: 'set'; name: SettingName; value: string }

/** Shows and changes the site's settings. */
export const settingsCommand: Command<Input> = {
  usage: 'settings list | set NAME VALUE',
  summary: 'Show the settings, or change one; every page follows at its next request.',

  async prepare([action = 'list', name, ...words]) {
    if (action === 'list' && name === undefined) return { action }
    if (action !== 'set' || name === undefined || words.length === 0)
      throw new UsageError(`Usage: ${this.usage}`)
    if (!isSettingName(name))
      throw new UsageError(
        `There is no setting "${name}". There are ${Object.keys(settingKinds).join(', ')}.`,
      )
    return { action, name, value: words.join(' ') }
  },

  async run({ db, publicDb }, input, output) {
    if (input.action === 'set') {
      const problem = await changeSetting(db, input.name, input.value, languages)
      if (problem) {
        output.problem(problem.problem)
        return 1
      }
    }
    const settings = await readSettings(publicDb)
    for (const name of Object.keys(settingKinds).filter(isSettingName)) {
      const value = settings[name]
      output.line(`${name.padEnd(27)} ${typeof value === 'boolean' ? (value ? 'on' : 'off') : value}`)
    }
    return 0
  },
}
