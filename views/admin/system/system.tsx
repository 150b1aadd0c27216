import type { Child } from 'hono/jsx'
import type { JobsOverview } from '../../../src/queue/overview.ts'
import type { SystemFacts } from '../../../src/system/facts.ts'
import { urls } from '../../../src/urls.ts'
import { Notice, type NoticeProps } from '../../components/notice.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'
import { JobList } from './job-list.tsx'

interface SystemProps {
  shell: AdminShell
  facts: SystemFacts
  /** What /ready says. */
  isReady: boolean
  /** When the blog was last backed up. */
  backup: Date | null
  jobs: JobsOverview
  told: string | null
  notice: NoticeProps | null
}

/** How the blog is that somebody hosts, and what of its work needs a person. */
export function SystemPage({ shell, facts, isReady, backup, jobs, told, notice }: SystemProps) {
  const { t } = shell
  const { system } = t
  return (
    <AdminPage shell={shell} title={system.heading} here="system">
      <h1>{system.heading}</h1>
      {notice ? <Notice {...notice} /> : null}
      {told === null ? null : (
        <p class="told" role="status">
          {told}
        </p>
      )}
      <dl class="facts">
        <Fact name={system.state}>
          {isReady ? system.ready : system.notReady} <code>{urls.ready}</code>
        </Fact>
        <Fact name="Afterword">
          {facts.version} <span class="hint">Node {facts.node}</span>
        </Fact>
        <Fact name={system.database}>
          {facts.engine === 'PGlite'
            ? system.embedded(facts.engineVersion)
            : `Postgres ${facts.engineVersion}`}
        </Fact>
        <Fact name={system.size}>
          {system.bytes(facts.size)}
          {facts.free === null ? null : <span class="hint"> {system.free(system.bytes(facts.free))}</span>}
        </Fact>
        <Fact name={system.backup}>{backup ? t.dateTime(backup) : system.noBackup}</Fact>
        <Fact name={system.key}>
          <code>{facts.fingerprint.match(/.{4}/g)?.join(' ')}</code>
          {facts.keySince ? <span class="hint"> {t.admin.since(t.date(facts.keySince))}</span> : null}
        </Fact>
      </dl>
      <p class="hint">{system.keyNote}</p>

      <h2 id="jobs">{system.work}</h2>
      <p>{system.workNote}</p>
      <ul class="job-counts">
        {(['failed', 'running', 'waiting'] as const).map(state => (
          <li>{system.counts[state](jobs.counts[state])}</li>
        ))}
      </ul>
      <JobList t={t} heading={system.failed} jobs={jobs.failed} of={jobs.counts.failed} />
      <JobList t={t} heading={system.running} jobs={jobs.running} of={jobs.counts.running} />
      <JobList t={t} heading={system.waiting} jobs={jobs.waiting} of={jobs.counts.waiting} />
    </AdminPage>
  )
}

function Fact({ name, children }: { name: string; children: Child }) {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
