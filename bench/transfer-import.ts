import { getHeapStatistics } from 'node:v8'
import { environment, readConfig } from '../src/config.ts'
import { openLog } from '../src/log.ts'
import { openDatabase } from '../src/db/open.ts'
import { opensContacts } from '../src/readers/contacts.ts'
import { keySource } from '../src/secret-file.ts'
import { readSettings } from '../src/settings/settings.ts'
import { formatNamed } from '../src/transfer/formats.ts'
import { openSource } from '../src/transfer/open-file.ts'
import { bringIn } from '../src/transfer/store.ts'
import type { Imported } from './transfer.ts'

// Imports an export of WordPress into the blog of the environment, and prints what that took.
const config = readConfig(environment())
const keysFor = { ...keySource(config), open: opensContacts, isNew: false }
const database = await openDatabase(config, keysFor, 'prepare')
const format = formatNamed('wordpress')
if (!format) throw new Error('there is no such format')

let heap = 0
const watched = setInterval(() => {
  heap = Math.max(heap, getHeapStatistics().used_heap_size)
}, 20)
const begun = performance.now()
const before = process.cpuUsage()
const report = await bringIn({
  ...{ db: database.db, ring: database.keys, settings: await readSettings(database.publicDb) },
  ...{ format, source: await openSource(process.argv[2] ?? ''), site: null, mapped: new Map() },
  ...{ isDry: false, begun: null, find: null, actor: 'bench', tell: () => undefined },
  ...{ mediaDir: null, log: openLog('warn') },
})
const imported: Imported = {
  seconds: (performance.now() - begun) / 1_000,
  cpuSeconds: spent(process.cpuUsage(before)),
  heapMb: heap / 1e6,
  rssMb: process.resourceUsage().maxRSS / 1e3,
  comments: report.comments.added,
}
clearInterval(watched)
await database.close()
process.stdout.write(JSON.stringify(imported))

function spent({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1e6
}
