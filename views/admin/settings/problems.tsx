import type { Messages } from '../../../src/i18n/messages.ts'
import type { SettingField } from '../../../src/settings/form.ts'
import type { Problem } from '../../../src/settings/kinds.ts'

/** A field that was refused: what it is called, and what is wrong with it. */
export interface Refused {
  name: string
  label: string
  problem: string
}

/** That nothing was saved, first thing in focus: each line leads to its field. */
export function SettingProblems({ t, refused }: { t: Messages; refused: readonly Refused[] }) {
  if (refused.length === 0) return null
  return (
    <div
      class="error-summary"
      role="alert"
      tabindex={-1}
      autofocus
      id="error-summary"
      aria-labelledby="error-summary-title"
    >
      <p id="error-summary-title">{t.settings.notSaved}</p>
      <ul>
        {refused.map(({ name, label, problem }) => (
          <li>
            <a href={`#setting-${name}`}>
              {label}: {problem}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
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
