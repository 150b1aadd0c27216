import type { KeptJob } from '../../../src/queue/overview.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import { urls } from '../../../src/urls.ts'

/** What a job does, in words; its name where another version of the program wrote it down. */
export function jobText(t: Messages, name: string): string {
  const texts: Partial<Record<string, string>> = t.system.jobs
  return texts[name] ?? name
}

interface JobListProps {
  t: Messages
  heading: string
  jobs: readonly KeptJob[]
  /** How many there are, shown or not. */
  of: number
}

/** The jobs of one state; nothing where there are none. */
export function JobList({ t, heading, jobs, of }: JobListProps) {
  if (jobs.length === 0) return null
  return (
    <section class="jobs">
      <h3>{heading}</h3>
      <ul class="people">
        {jobs.map(job => (
          <Job t={t} job={job} />
        ))}
      </ul>
      {of > jobs.length ? <p class="hint">{t.system.more(of - jobs.length)}</p> : null}
    </section>
  )
}

function Job({ t, job }: { t: Messages; job: KeptJob }) {
  const { system } = t
  const text = jobText(t, job.name)
  const isStuck = job.state === 'failed' || (job.state === 'waiting' && job.attempts > 0)
  return (
    <li class="person">
      <span class="person-name">
        {text}
        {isStuck && job.why !== null ? (
          <span class="job-why">
            <code>{job.why}</code>
          </span>
        ) : null}
      </span>
      <span class="hint job-when">
        {isStuck && job.attempts > 0 ? system.tried(job.attempts) : null}{' '}
        {job.state === 'waiting' ? (
          <time datetime={job.runAt.toISOString()}>{t.dateTime(job.runAt)}</time>
        ) : null}
      </span>
      {isStuck ? (
        <div class="person-actions">
          <form method="post" action={urls.admin.jobAttempt(job.id)}>
            <button class="quiet-button" type="submit" aria-label={`${system.retry}: ${text}`}>
              {system.retry}
            </button>
          </form>
          {job.canDrop ? (
            <form method="get" action={urls.admin.jobRemoval(job.id)}>
              <button class="quiet-button" type="submit" aria-label={`${system.drop}: ${text}`}>
                {system.drop}
              </button>
            </form>
          ) : null}
        </div>
      ) : null}
    </li>
  )
}
