import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Output } from './command.ts'

interface Announced {
  url: string
  /** Makes the first administrator; null once somebody has an account. */
  firstLink: string | null
}

/** Tells the host where the blog is, where its data and its key are, and how to become its administrator. */
export function announce({ url, firstLink }: Announced, config: Config, output: Output): void {
  output.line(`\n  Afterword is at ${url}\n`)
  if (config.database.kind === 'postgres') {
    output.line('  Data: Postgres (DATABASE_URL)')
  } else {
    output.line(`  Data: PGlite in ${join(config.dataDir, 'database')}`)
    output.line(
      '  PGlite does not survive every power cut: what was written last may be lost, or the folder damaged.',
    )
    output.line(
      '  Only one process may use the folder. For a blog that matters, set DATABASE_URL to a Postgres.',
    )
    if (config.webWorkers > 1)
      output.line('  WEB_WORKERS asks for more processes than one, which needs a Postgres: one serves.')
  }
  if (config.secretKey === null)
    output.line(`  Key:  ${join(config.dataDir, 'secret-key')} (keep a copy apart from the data)`)
  output.line('')
  if (firstLink === null) return
  output.line('  Nobody can moderate yet. Make yourself an administrator (once, within an hour):')
  output.line(`  ${firstLink}\n`)
}
