#!/usr/bin/env node
// Nothing else may be imported here: on too old a Node the rest would fail with a stack trace instead of a sentence.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 24 || (major === 24 && minor < 7)) {
  process.stderr.write(
    `Afterword needs Node 24.7 or newer; this is ${process.versions.node}.\n` +
      'Start it with "npm start", which brings its own, or install a newer Node.\n',
  )
  process.exitCode = 1
} else {
  // What was compiled once is not compiled at the next start; where nothing may be written, it is.
  const { enableCompileCache } = await import('node:module')
  enableCompileCache(`${import.meta.dirname}/../.compiled`)
  const { run } = await import('./cli/run.ts')
  process.exitCode = await run(process.argv.slice(2))
}
