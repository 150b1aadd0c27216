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
  const { starts } = output.texts
  output.line(`\n  ${starts.at(url)}\n`)
  if (config.database.kind === 'postgres') {
    output.line(`  ${starts.dataInPostgres}`)
  } else {
    output.line(`  ${starts.dataIn(join(config.dataDir, 'database'))}`)
    for (const line of starts.pglite) output.line(`  ${line}`)
    if (config.webWorkers > 1) output.line(`  ${starts.oneServes}`)
  }
  if (config.secretKey === null) output.line(`  ${starts.keyIn(join(config.dataDir, 'secret-key'))}`)
  output.line('')
  if (firstLink === null) return
  output.line(`  ${starts.nobody}`)
  output.line(`  ${firstLink}\n`)
}
