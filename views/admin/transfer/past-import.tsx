import type { PastImport } from '../../../src/transfer/moves/imports.ts'
import { urls } from '../../../src/urls.ts'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'
import { ImportReport } from './import-report.tsx'

interface PastImportProps {
  shell: AdminShell
  past: PastImport
  /** What its system is called. */
  title: string
}

/** What an import of some time did. */
export function PastImportPage({ shell, past, title }: PastImportProps) {
  const { t } = shell
  const { moving } = t
  const { file, site, actor, begunAt, endedAt, report } = past
  const facts: [string, string][] = [
    [moving.system, site ? `${title}, ${site}` : title],
    [moving.by, actor === 'command line' ? t.admin.byCommandLine : actor],
    [moving.begun, t.dateTime(begunAt)],
    [moving.ended, endedAt ? t.dateTime(endedAt) : moving.notEnded],
  ]
  return (
    <AdminPage shell={shell} title={moving.titleOf(file)} here="imports">
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
