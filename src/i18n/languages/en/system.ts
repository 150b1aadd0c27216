import type { JobName } from '../../../queue/jobs.ts'
import { bytes, plural } from '../../formats.ts'

/** English: how the blog is that somebody hosts. Every other language has its keys. */
const system = {
  system: {
    nav: 'System',
    heading: 'System',
    state: 'State',
    ready: 'Ready: pages can be read and comments saved.',
    notReady: 'Not ready: pages can’t be read, or comments can’t be saved.',
    database: 'Database',
    embedded: (version: string) => `PGlite, built in (Postgres ${version})`,
    size: 'Size of the database',
    bytes: bytes('en'),
    free: (size: string) => `${size} free on the disk`,
    backup: 'Last backup',
    noBackup: 'None yet: “afterword backup” makes one.',
    key: 'Fingerprint of the key',
    keyNote:
      'The key opens readers’ email addresses. Keep a copy of it apart from the copies of the database: one is of no use without the other.',
    work: 'Work in the background',
    workNote:
      'What is done after the fact, or at set times. Work that fails is tried again, with longer pauses, and after twelve attempts it waits here.',
    counts: {
      failed: plural('en', { one: '# failed', other: '# failed' }),
      running: plural('en', { one: '# running', other: '# running' }),
      waiting: plural('en', { one: '# waiting', other: '# waiting' }),
    },
    failed: 'Failed',
    running: 'Running',
    waiting: 'Waiting',
    more: plural('en', { one: 'and # more', other: 'and # more' }),
    tried: plural('en', { one: 'failed once', other: 'failed # times' }),
    retry: 'Retry',
    retried: 'It is being tried again.',
    drop: 'Drop',
    dropQuestion: 'Drop this work?',
    dropNote: 'It won’t be done, and this can’t be undone. The log says that you dropped it.',
    dropped: 'It was dropped.',
    gone: 'Nothing was changed.',
    goneHint: 'This work has been done meanwhile, or somebody else was faster.',
    jobs: {
      'bring-in-move': 'Bring in what somebody moves in with',
      'forget-moves': 'Delete old files of imports',
      'look-through-move': 'Look through a file that somebody moves in with',
      'empty-all-spam': 'Delete all spam',
      'empty-spam': 'Delete spam after thirty days',
      'empty-trash': 'Delete what has been in the trash for thirty days',
      'find-older-articles': 'Make older articles searchable',
      'find-older-terms': 'Make older comments searchable',
      'finish-bulk-decision': 'Finish decisions about many comments',
      'forget-challenges': 'Delete unused sign-in challenges',
      'forget-contacts': 'Delete email addresses that no comment uses',
      'forget-invitations': 'Delete expired invitations',
      'forget-networks': 'Delete old networks from the log',
      'forget-refusals': 'Delete old refusals of sign-ins from the log',
      'forget-bulk-decisions': 'Forget searches of unfinished bulk decisions',
      'forget-origins': 'Delete old IP addresses and browsers',
      'forget-rate-limits': 'Delete old rate limit counts',
      'forget-removed-accounts': 'Delete removed accounts for good',
      'forget-searches': 'Delete old searches',
      'forget-sessions': 'Delete expired sessions',
      'forget-uploads': 'Delete unfinished uploads',
      'forget-writers': 'Forget windows in which nobody writes any more',
      'learn-all': 'Learn from all comments that are here',
      'learn-decision': 'Learn from a decision about many comments',
      'forget-words': 'Forget words that no article has any more',
      'ask-akismet': 'Ask Akismet about a comment',
      'tell-akismet': 'Tell Akismet what was decided',
      'watch-attack': 'Look whether an attack is over',
      'learn-words': 'Learn the words of articles, for slips in searches',
    } satisfies Record<JobName, string>,
  },
}

export type SystemMessages = typeof system

export default system
