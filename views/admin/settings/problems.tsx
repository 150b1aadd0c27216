import type { Messages } from '../../../src/i18n/messages.ts'
import type { SettingField } from '../../../src/settings/form.ts'
import type { Problem } from '../../../src/settings/kinds.ts'
import { ErrorSummary } from '../../components/error-summary.tsx'

/** A field that was refused: what it is called, and what is wrong with it. */
export interface Refused {
  name: string
  label: string
  problem: string
}

/** That nothing was saved, first thing in focus: each line leads to its field. */
export function SettingProblems({ t, refused }: { t: Messages; refused: readonly Refused[] }) {
  const wrong = refused.map(({ name, label, problem }) => ({
    field: `setting-${name}`,
    text: `${label}: ${problem}`,
  }))
  return <ErrorSummary title={t.settings.notSaved} wrong={wrong} />
}

/** Those of some fields that were refused. */
export function refusedOf(t: Messages, fields: readonly SettingField[]): Refused[] {
  return fields.flatMap(({ name, problem }) =>
    problem ? [{ name, label: t.settings.about[name].label, problem: problemText(t, problem) }] : [],
  )
}

/** What is wrong with what was typed, in words. */
export function problemText({ settings: { problems } }: Messages, problem: Problem): string {
  if ('min' in problem) return problems[problem.is](problem.min, problem.max)
  return 'line' in problem ? problems[problem.is](problem.line) : problems[problem.is]
}
