import type { DeskFigures } from '../../../src/moderation/desk-figures.ts'
import { urls } from '../../../src/urls.ts'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'
import { reasonText } from './reasons.ts'

/** How the desk did in the last thirty days. */
export function DeskFiguresPage({ shell, figures }: { shell: AdminShell; figures: DeskFigures }) {
  const { t } = shell
  const { person } = t
  const { waited, days, reasons } = figures
  return (
    <AdminPage shell={shell} title={person.figures} here="figures">
      <h1>{person.figures}</h1>
      <p class="hint">{person.figuresNote}</p>
      {waited === null ? (
        <p class="queue-empty">{person.noFigures}</p>
      ) : (
        <p>{person.waited(waited.count, t.duration(waited.half), t.duration(waited.most))}</p>
      )}
      {reasons.length === 0 ? null : (
        <>
          <h2 id="by-reason">{person.byReason}</h2>
          <div class="table-scroll" tabindex={0} role="region" aria-labelledby="by-reason">
            <table class="names" aria-labelledby="by-reason">
              <tbody>
                {reasons.map(({ reason, count }) => (
                  <tr>
                    <th scope="row">{reasonText(t, reason)}</th>
                    <td class="number">{t.number(count)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      {days.length === 0 ? null : (
        <>
          <h2 id="by-day">{person.byDay}</h2>
          <div class="table-scroll" tabindex={0} role="region" aria-labelledby="by-day">
            <table class="names desk-days" aria-labelledby="by-day">
              <thead>
                <tr>
                  <th scope="col">{person.day}</th>
                  {[
                    person.came,
                    t.admin.statuses.approved,
                    t.admin.statuses.spam,
                    t.admin.statuses.trash,
                  ].map(head => (
                    <th class="number" scope="col">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {days.map(({ day, came, approved, spam, trash }) => (
                  <tr>
                    <th scope="row">
                      <a href={urls.admin.queue({ status: 'all', since: day, until: day })}>{day}</a>
                    </th>
                    {[came, approved, spam, trash].map(count => (
                      <td class="number">{t.number(count)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </AdminPage>
  )
}
