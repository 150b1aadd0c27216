import type { Messages } from '../../../src/i18n/messages.ts'
import type { Figures, Week } from '../../../src/spam/figures.ts'
import type { Learned } from '../../../src/spam/learned.ts'

interface FiguresProps {
  t: Messages
  learned: Learned
}

/** How good the learner was: in figures, and week by week. */
export function LearnedFigures({ t, learned: { figures, weeks } }: FiguresProps) {
  const { spam } = t
  const isThere = figures.some(({ counts }) => Object.values(counts).some(count => count > 0))
  return (
    <section class="learned-figures">
      <h2>{spam.figures}</h2>
      <p class="hint">{spam.figuresNote}</p>
      {isThere ? (
        <>
          <div class="learned-table">
            <table class="table">
              <Head t={t} first="" />
              <tbody>
                {figures.map(({ days, counts }) => (
                  <Row t={t} name={spam.days(days)} counts={counts} />
                ))}
              </tbody>
            </table>
          </div>
          {weeks.length > 1 ? <Weeks t={t} weeks={weeks} /> : null}
        </>
      ) : (
        <p>{spam.noFigures}</p>
      )}
    </section>
  )
}

const columns = ['heldRightly', 'missed', 'heldWrongly', 'passed'] as const

function Head({ t, first }: { t: Messages; first: string }) {
  return (
    <thead>
      <tr>
        {first === '' ? <td /> : <th scope="col">{first}</th>}
        {columns.map(column => (
          <th scope="col" class="number">
            {t.spam[column]}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function Row({ t, name, counts }: { t: Messages; name: string; counts: Figures }) {
  const spam = counts.heldRightly + counts.missed
  const ham = counts.heldWrongly + counts.passed
  const wholes = { heldRightly: spam, missed: spam, heldWrongly: ham, passed: ham }
  return (
    <tr>
      <th scope="row">{name}</th>
      {columns.map(column => (
        <td class="number">
          {wholes[column] === 0
            ? t.number(counts[column])
            : t.spam.ofAll(t.number(counts[column]), t.spam.percent(counts[column] / wholes[column]))}
        </td>
      ))}
    </tr>
  )
}

const width = 600
const height = 120

/** Two lines from 0 to 100 %, and the same as a table. */
function Weeks({ t, weeks }: { t: Messages; weeks: readonly Week[] }) {
  const { spam } = t
  const name = `${spam.curve}: ${spam.curveSpam}; ${spam.curveHam}`
  return (
    <figure class="learned-curve">
      <figcaption>
        <span class="is-spam">{spam.curveSpam}</span>, <span class="is-ham">{spam.curveHam}</span>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={name} preserveAspectRatio="none">
        {[0, 50, 100].map(share => (
          <line class="grid" x1="0" x2={width} y1={yOf(share / 100)} y2={yOf(share / 100)} />
        ))}
        <polyline class="is-spam" points={line(weeks, week => [week.heldRightly, week.missed])} />
        <polyline class="is-ham" points={line(weeks, week => [week.heldWrongly, week.passed])} />
      </svg>
      <details>
        <summary>{spam.curve}</summary>
        <div class="learned-table">
          <table class="table">
            <Head t={t} first={spam.week} />
            <tbody>
              {weeks.map(week => (
                <Row t={t} name={t.date(week.from)} counts={week} />
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  )
}

const yOf = (share: number) => Math.round((1 - share) * (height - 4) + 2)

/** The points of a line; a week without a comment of the kind has none. */
function line(weeks: readonly Week[], partsOf: (week: Week) => [held: number, others: number]): string {
  const step = width / Math.max(1, weeks.length - 1)
  return weeks
    .flatMap((week, n) => {
      const [held, others] = partsOf(week)
      return held + others === 0 ? [] : `${Math.round(n * step)},${yOf(held / (held + others))}`
    })
    .join(' ')
}
