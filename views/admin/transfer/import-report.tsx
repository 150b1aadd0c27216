import type { Child } from 'hono/jsx'
import type { Report, Tally } from '../../../src/transfer/report.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import { Notice } from '../../components/notice.tsx'

/** So many lines of one kind are shown. */
const shown = 500

/** What an import did, or would do: counts that add up, then each thing that was left out, by its name in the file. */
export function ImportReport({ t, report }: { t: Messages; report: Report }) {
  const { moving } = t
  const isEmpty = report.articles.read + report.comments.read === 0
  const groups = [...Map.groupBy(report.left, ({ what, why }) => `${what} ${why}`).values()]
  return (
    <section class="import-report">
      {report.isCancelled ? <Notice title={moving.stopped} hint={moving.stoppedHint} /> : null}
      {report.brokenOff === null ? null : (
        <div class="notice" role="alert">
          <p class="notice-title">{moving.brokenOff}</p>
          <p>
            <bdi>{report.brokenOff}</bdi>
          </p>
          <p>{isEmpty ? moving.brokenOffEmpty : moving.brokenOffHint}</p>
        </div>
      )}
      <Tallies t={t} report={report} />
      <Part heading={moving.left} isThere={groups.length > 0}>
        {groups.map(group => {
          const [{ what, why } = { what: 'article' as const, why: 'unreadable' as const }] = group
          const tally = what === 'article' ? report.articles : report.comments
          return (
            <details>
              <summary>
                {moving.leftBecause(
                  moving[what === 'article' ? 'articles' : 'comments'](tally.skipped[why] ?? group.length),
                  moving.reasons[why],
                )}
              </summary>
              <Lines t={t} lines={group.map(({ id }) => id)} of={tally.skipped[why] ?? group.length} />
            </details>
          )
        })}
      </Part>
      <Part heading={moving.aside} isThere={report.aside.length > 0}>
        <p>{moving.asideNote}</p>
        <Lines
          t={t}
          lines={report.aside.map(({ address, comments }) => `${address} · ${moving.comments(comments)}`)}
        />
      </Part>
      <Part heading={moving.nowhere} isThere={report.nowhere.length > 0}>
        <Lines t={t} lines={report.nowhere.map(({ line, now }) => moving.nowhereLine(t.number(line), now))} />
      </Part>
      <Part heading={moving.filesHere} isThere={report.files !== null}>
        <p>{moving.files(report.files?.kept ?? 0)}</p>
        {report.files && report.files.failed.length > 0 ? (
          <>
            <p>{moving.filesFailed}</p>
            <Lines
              t={t}
              lines={report.files.failed.map(({ url, why }) => `${url} · ${moving.fileProblems[why]}`)}
            />
          </>
        ) : null}
      </Part>
      <Part heading={moving.away} isThere={report.away.length > 0}>
        <p>{moving.awayNote}</p>
        <Lines t={t} lines={report.away.map(({ article, files }) => `${article} · ${files.join(' ')}`)} />
      </Part>
      <Part heading={moving.lost} isThere={report.lost.length > 0}>
        <Lines t={t} lines={report.lost.map(({ article, what }) => `${article} · ${t.list(what)}`)} />
      </Part>
      <Part heading={moving.problems} isThere={report.problems.length > 0}>
        {/* Sentences of parsers, with file and line. */}
        <div lang="en">
          <Lines t={t} lines={report.problems} />
        </div>
      </Part>
      <Part heading={moving.notes} isThere={report.notes.length > 0}>
        <Lines t={t} lines={report.notes} />
      </Part>
    </section>
  )
}

function Tallies({ t: { moving, number }, report }: { t: Messages; report: Report }) {
  const rows: [string, (tally: Tally) => number][] = [
    [moving.tally.added, ({ added }) => added],
    [moving.tally.updated, ({ updated }) => updated],
    [moving.tally.unchanged, ({ unchanged }) => unchanged],
    [moving.tally.merged, ({ merged }) => merged],
    [moving.tally.left, ({ skipped }) => Object.values(skipped).reduce((sum, count) => sum + count, 0)],
    [moving.tally.read, ({ read }) => read],
  ]
  return (
    <table class="tallies">
      <thead>
        <tr>
          <td></td>
          <th scope="col">{moving.kinds.articles}</th>
          <th scope="col">{moving.kinds.comments}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, of]) => (
          <tr>
            <th scope="row">{name}</th>
            <td>{number(of(report.articles))}</td>
            <td>{number(of(report.comments))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface PartProps {
  heading: string
  isThere: boolean
  children: Child
}

function Part({ heading, isThere, children }: PartProps) {
  return isThere ? (
    <>
      <h2>{heading}</h2>
      {children}
    </>
  ) : null
}

/** Names and sentences of the file itself, in whatever language. */
function Lines({ t, lines, of = lines.length }: { t: Messages; lines: readonly string[]; of?: number }) {
  return (
    <ul class="report-lines">
      {lines.slice(0, shown).map(line => (
        <li>
          <bdi>{line}</bdi>
        </li>
      ))}
      {of > Math.min(lines.length, shown) ? (
        <li class="hint">{t.moving.more(of - Math.min(lines.length, shown))}</li>
      ) : null}
    </ul>
  )
}
