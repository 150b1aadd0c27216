import type { PastImport } from '../../../src/transfer/moves/imports.ts'
import type { readTakingBack } from '../../../src/transfer/moves/take-back.ts'
import { urls } from '../../../src/urls.ts'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'
import { ImportReport } from './import-report.tsx'

interface PastImportProps {
  shell: AdminShell
  past: PastImport
  /** How far it is taken back, and what of it is here. */
  back: NonNullable<Awaited<ReturnType<typeof readTakingBack>>>
  /** Whether somebody wanted to take back once more what was taken back whole. */
  isToldAlready: boolean
  /** What its system is called. */
  title: string
}

/** What an import of some time did. */
export function PastImportPage({ shell, past, back, isToldAlready, title }: PastImportProps) {
  const { t } = shell
  const { moving } = t
  const { id, file, site, actor, begunAt, endedAt, report, takenBackAt, takenBack } = past
  const isBeingTakenBack = back.state === 'under way'
  const facts: [string, string][] = [
    [moving.system, site ? `${title} · ${site}` : title],
    [moving.by, actor === 'command line' ? t.admin.byCommandLine : actor],
    [moving.begun, t.dateTime(begunAt)],
    ...(takenBackAt ? [[moving.takenBackAt, t.dateTime(takenBackAt)] satisfies [string, string]] : []),
    [moving.ended, endedAt ? t.dateTime(endedAt) : moving.notEnded],
  ]
  return (
    <AdminPage shell={shell} title={moving.titleOf(file)} here="imports" scripts>
      <h1>
        <bdi>{file}</bdi>
      </h1>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div class="fact">
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <div class="import-move" id="under-way" data-under-way={isBeingTakenBack ? 'yes' : undefined}>
        <p role="status">
          {isBeingTakenBack ? moving.takingBack : isToldAlready ? moving.alreadyTakenBack : null}
        </p>
        {isBeingTakenBack ? (
          <>
            <progress aria-label={moving.takingBack} />
            <p class="hint">{moving.underWayNote}</p>
            <noscript>
              <p>
                <a href={urls.admin.pastImport(id)}>{t.admin.bulk.lookAgain}</a>
              </p>
            </noscript>
          </>
        ) : null}
        {takenBack && takenBack.kept.length > 0 ? (
          <>
            <h2>{moving.keptHeading}</h2>
            <ul class="report-lines">
              {takenBack.kept.map(({ title, slug, why }) => (
                <li>
                  <a href={urls.post(slug)}>
                    <bdi>{title}</bdi>
                  </a>{' '}
                  · {moving.kept[why]}
                </li>
              ))}
            </ul>
          </>
        ) : null}
        {back.state === 'in part' && back.left.articles + back.left.comments > 0 ? (
          <p>
            {moving.leftOfIt(
              t.list([
                ...(back.left.articles > 0 ? [moving.articles(back.left.articles)] : []),
                ...(back.left.comments > 0 ? [moving.comments(back.left.comments)] : []),
              ]),
            )}
          </p>
        ) : null}
        {back.state === 'whole' || isBeingTakenBack ? null : (
          <form method="get" action={urls.admin.pastImportRemoval(id)}>
            <button class="quiet-button" type="submit">
              {back.state === 'in part' ? moving.takeBackRest : moving.takeBack}
            </button>
          </form>
        )}
      </div>
      {report ? (
        <>
          <h2>{moving.report}</h2>
          <ImportReport t={t} report={report} />
        </>
      ) : null}
      <p class="import-back">
        <a href={urls.admin.imports()}>{moving.back}</a>
      </p>
    </AdminPage>
  )
}
