import { transact } from '../db/transact.ts'
import type { Services } from '../http/context.ts'
import type { CommandTexts } from '../i18n/command-line.ts'
import { isSettingName, type SettingName, settingNames } from '../settings/declared.ts'
import { valueOf } from '../settings/form.ts'
import { type Problem, written } from '../settings/kinds.ts'
import {
  changeSettings,
  judgesWaiting,
  lockSettings,
  readHidden,
  readSettings,
} from '../settings/settings.ts'
import { type Command, type Output, UsageError } from './command.ts'

type Input = { action: 'list' } | { action: 'set'; name: SettingName; value: string }

const commandLine = { account: null, name: 'command line' }

/** Shows and changes the site's settings. */
export const settingsCommand: Command<Input> = {
  usage: 'settings list | set NAME VALUE',
  summary: ({ summaries }) => summaries.settings,

  async prepare([action = 'list', name, ...words], { texts }) {
    if (action === 'list' && name === undefined) return { action }
    if (action !== 'set' || name === undefined || words.length === 0) throw new UsageError()
    if (!isSettingName(name)) throw new UsageError(texts.settings.notThere(name, settingNames.join(', ')))
    return { action, name, value: words.join(' ') }
  },

  run: (services, input, output) =>
    input.action === 'set' ? set(services, input, output) : list(services, output),
}

async function set(
  { db }: Services,
  { name, value }: Extract<Input, { action: 'set' }>,
  output: Output,
): Promise<number> {
  const says = output.texts.settings
  const draft = valueOf(name, value)
  if ('problems' in draft) {
    for (const { problem, options } of draft.problems)
      if (problem) output.problem(expected(says.problems, name, problem, options))
    return 1
  }
  const before = await transact(db, async trx => {
    const all = await lockSettings(trx)
    await changeSettings(trx, commandLine, draft.values)
    return all
  })
  const [from, to] = [written(before[name]), written(draft.values[name])]
  if (from === to) output.line(says.alreadyIs(name, inLine(to)))
  else output.line(`${name}: ${inLine(from)} → ${inLine(to)}`)
  // The blog that is served does it, and knows only then how many: its log says so.
  if (from !== to && judgesWaiting(name)) output.line(says.judgesWaiting)
  return 0
}

const inLine = (text: string) => text.replaceAll('\n', ', ') || '–'

async function list({ db, publicDb }: Services, output: Output): Promise<number> {
  const settings: Partial<Record<SettingName, unknown>> = {
    ...(await readSettings(publicDb)),
    ...(await readHidden(db)),
  }
  for (const name of settingNames)
    output.line(`${name.padEnd(27)} ${written(settings[name]).replaceAll('\n', ', ')}`.trimEnd())
  output.line(output.texts.settings.elsewhere)
  return 0
}

/** What a setting takes. */
function expected(
  says: CommandTexts['settings']['problems'],
  name: SettingName,
  problem: Problem,
  options: readonly string[],
): string {
  switch (problem.is) {
    case 'number':
    case 'line':
    case 'text':
      return says[problem.is](name, problem.min, problem.max)
    case 'network':
    case 'zone':
      return says.network(name, problem.line)
    case 'word':
    case 'entry':
      return says[problem.is](name, problem.line)
    case 'colour':
    case 'picture':
    case 'timeZone':
      return says[problem.is](name)
    case 'choice':
      return says.choice(name, options.join(', '))
  }
}
