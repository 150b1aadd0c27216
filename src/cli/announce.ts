import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Output } from './command.ts'

/** What is known of a blog once it is served. */
export interface Announced {
  url: string
  /** Makes the first administrator; null once somebody has an account. */
  firstLink: string | null
  /** Whether the folder of files, in which some are known, is not there now, and whether any came into it yet. */
  media: { isAway: boolean; isUsed: boolean }
}

/** Tells the host where the blog is, where its data, its key and its files are, and how to become its administrator. */
export function announce({ url, firstLink, media }: Announced, config: Config, output: Output): void {
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
  if (config.mediaDir !== null) output.line(`  ${starts.mediaIn(config.mediaDir)}`)
  if (config.mediaDir !== null && !media.isUsed) output.line(`  ${starts.mediaNew}`)
  if (media.isAway) output.problem(`  ${starts.mediaAway}`)
  output.line('')
  if (firstLink === null) return
  output.line(`  ${starts.nobody}`)
  output.line(`  ${firstLink}\n`)
}
