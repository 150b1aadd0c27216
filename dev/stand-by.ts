import { once } from 'node:events'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/**
 * Loads the packages that the program is made with, which no change touches, and waits to be told to run it: with its
 * path and its arguments, as the command line has them.
 */
const { dependencies }: { dependencies: Record<string, string> } = createRequire(import.meta.url)(
  '../package.json',
)
// What can’t be loaded by its name alone is loaded when it is needed.
await Promise.allSettled(Object.keys(dependencies).map(name => import(name)))

await once(process, 'message')
process.disconnect()
process.argv.splice(1, 1)
await import(pathToFileURL(process.argv[1] ?? '').href)
