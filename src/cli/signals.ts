/** Longer than an answer may take, and the database to say goodbye: whatever holds the process then holds it for good. */
const longestMs = 16_000
/** Ctrl-C reaches a program under npm twice: from the terminal, and passed on by npm. */
const sameMs = 500

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const
type StopSignal = keyof typeof exitCodes

/**
 * Hears SIGINT and SIGTERM from now on: in a container the first process is ended by none that it does not hear.
 * Returns the function whose promise resolves with the first that comes after it was called. One that comes before,
 * while the site is being opened, ends the process at once, and so does a second one.
 */
export function hearStopSignals(): () => Promise<StopSignal> {
  let hear = endNow
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => hear(signal))
  return () =>
    new Promise(resolve => {
      hear = signal => {
        hear = () => {}
        setTimeout(() => (hear = endNow), sameMs).unref()
        setTimeout(endNow, longestMs, signal).unref()
        resolve(signal)
      }
    })
}

function endNow(signal: StopSignal): void {
  process.exit(exitCodes[signal])
}
