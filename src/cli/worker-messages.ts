/** What the process at the door tells one that answers. `connection` comes with a connection. */
export type ToWorker =
  | 'open'
  /** Where the site is, before the first connection. */
  | { at: string }
  /** Carry out the jobs too: one process does. */
  | 'work'
  | 'connection'
  | 'stop'

/** What it is told. */
export type FromWorker =
  | 'ready'
  /** All that was asked is answered, but for so many connections that were cut. */
  | { cut: number }

/** The exit code of a process whose configuration is refused (EX_CONFIG of sysexits.h): another would fare no better. */
export const refusedCode = 78
