/** The middle of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]]
  return (low + high) / 2
}

/** The figure that a share of them, such as 0.99, does not exceed. */
export function percentile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Runs each of some measurements in turn, again and again, so that a slow minute of the machine is one of all. */
export async function alternate<T>(
  rounds: number,
  measurements: Readonly<Record<string, () => Promise<T>>>,
): Promise<Map<string, T[]>> {
  const results = new Map<string, T[]>()
  const named = Object.entries(measurements)
  for (const [, measure] of named) await measure() // warms up, and does not count
  for (let round = 0; round < rounds; round++)
    for (const [name, measure] of named) results.set(name, [...(results.get(name) ?? []), await measure()])
  return results
}

/** Prints a table, numbers to the right. */
export function printTable(title: string, rows: readonly Readonly<Record<string, string | number>>[]): void {
  console.log(`\n### ${title}\n`)
  const columns = Object.keys(rows[0] ?? {})
  const cell = (value: string | number | undefined) =>
    typeof value !== 'number'
      ? (value ?? '')
      : Number.isNaN(value)
        ? ''
        : value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 })
  console.log(`| ${columns.join(' | ')} |`)
  console.log(
    `| ${columns.map(column => (typeof rows[0]?.[column] === 'number' ? '--:' : ':--')).join(' | ')} |`,
  )
  for (const row of rows) console.log(`| ${columns.map(column => cell(row[column])).join(' | ')} |`)
}

/** How many milliseconds some work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

export interface Gauged {
  ms: number
  /** The processor time of this process, on PGlite the database's too: it says more where the machine is shared. */
  cpuMs: number
}

/** How long some work takes, by the clock and by the processor of this process. */
export async function gauged(work: () => Promise<unknown>): Promise<Gauged> {
  const before = process.cpuUsage()
  const ms = await timed(work)
  const { user, system } = process.cpuUsage(before)
  return { ms, cpuMs: (user + system) / 1_000 }
}
