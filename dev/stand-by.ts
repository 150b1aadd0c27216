import { once } from 'node:events'
import { createRequire, registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'

/**
 * Loads the packages that the program is made with, which no change touches, and waits to be told to run it: with its
 * path and its arguments, as the command line has them. Its database on PGlite is the one that the parent keeps open.
 */
const [, , main = ''] = process.argv
const { dependencies }: { dependencies: Record<string, string> } = createRequire(import.meta.url)(
  '../package.json',
)
// What can’t be loaded by its name alone is loaded when it is needed.
await Promise.allSettled(Object.keys(dependencies).map(name => import(name)))

process.once('disconnect', () => process.exit())
const [told] = await once(process, 'message')
process.channel?.unref()

const program = new URL('.', pathToFileURL(main)).href
const here = (name: string) => ({ url: new URL(name, import.meta.url).href, shortCircuit: true })
// Everything else in src/db stays as it is: only what PGlite is asked goes to the parent, which holds the lock too.
if (told === 'on what is lent')
  registerHooks({
    resolve(specifier, context, next) {
      if (!context.parentURL?.startsWith(program)) return next(specifier, context)
      if (specifier === '@electric-sql/pglite') return here('database-apart.ts')
      return specifier.endsWith('/folder-lock.js') ? here('lock-of-parent.ts') : next(specifier, context)
    },
  })

process.argv.splice(1, 1)
await import(pathToFileURL(main).href)
