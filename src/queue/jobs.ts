/**
 * Every job by its name, with what it needs to know: ids alone. An address or a word in a payload would outlive the
 * row that it was copied from.
 */
export interface JobPayloads {
  'bring-in-move': { move: number }
  'bring-video-pictures': { post: number }
  'ask-akismet': { comment: number }
  'empty-all-spam': { step: number; snapshot?: string }
  'empty-spam': Nothing
  'empty-trash': Nothing
  'end-blocks': Nothing
  'find-older-articles': Nothing
  'find-older-terms': Nothing
  'finish-bulk-decision': { decision: string }
  'forget-bulk-decisions': Nothing
  'forget-challenges': Nothing
  'forget-contacts': Nothing
  'forget-invitations': Nothing
  'forget-left-files': Nothing
  'forget-lessons': Nothing
  'forget-moves': Nothing
  'forget-networks': Nothing
  'forget-origins': Nothing
  'forget-rate-limits': Nothing
  'forget-refusals': Nothing
  'forget-removed-accounts': Nothing
  'forget-searches': Nothing
  'forget-sessions': Nothing
  'forget-uploads': Nothing
  'forget-writers': Nothing
  'judge-unblocked': Nothing
  'judge-waiting': Nothing
  'learn-all': Nothing
  /** Of the version before, as long as nodes of it may run. */
  'learn-decision': { decision: string }
  'learn-due': Nothing
  'forget-words': Nothing
  'learn-words': Nothing
  'look-through-move': { move: number }
  'tell-akismet': { decision: string }
  'tidy-large-tables': Nothing
  'tidy-tables': Nothing
  'watch-attack': Nothing
  'take-back-import': { import: number }
}

type Nothing = Record<string, unknown>

export type JobName = keyof JobPayloads

/** What a job is told about its turn. */
export interface Turn {
  /** Aborted when the process stops, or when another process took the job over: then it should end soon. */
  signal: AbortSignal
}

/**
 * Carries a job out. It may be called twice with one payload, after a crash; it throws to be called again later.
 * `unfinished` gives a long one back, to be gone on with by whoever has time.
 */
export type Run<N extends JobName> = (payload: JobPayloads[N], turn: Turn) => Promise<'done' | 'unfinished'>

/** What carries out each job. */
export type Jobs = { [N in JobName]: Run<N> }

/** When a job is to be done again and again: a cron pattern of five fields, in the site's time zone. */
export type Schedules = Partial<Record<JobName, string>>
