import { spawnSync } from 'node:child_process'
import { configDefaults, defineConfig } from 'vitest/config'

const report = process.env['TEST_REPORT']
const isOnPostgres = Boolean(process.env['TEST_DATABASE_URL'])

/**
 * Tried once, where the suite runs on PGlite: what no database has a part in, or PGlite alone; what asks every route
 * (PGlite is a Postgres and refuses the same); each way to meet another on a comment, of which each is on both by itself;
 * and journeys that are about the browser, since what the server does in them is tried on both by the tests of its routes,
 * and by the journey of a comment.
 */
const once = [
  'tests/*.test.ts',
  'tests/{architecture,i18n,look,looks,net,text,views}/**',
  'tests/accounts/passwords.test.ts',
  'tests/cli/{copy,crew,data-folder}.test.ts',
  'tests/spam/{evasions,judge,model,tokens,words}.test.ts',
  'tests/transfer/{readers,markdown-file}.test.ts',
  'tests/{db/{pglite,tidy},dev/kept-database}.test.ts',
  'tests/deployment/{compose,nginx,owner,password}.test.ts',
  'tests/admin/{guard,searches}.test.ts',
  'tests/http/input/hostile-{bodies,parameters}.test.ts',
  'tests/journeys/!(post-comment).test.ts',
  'tests/promises/{3-nothing-runs,4-5-every-page,valid-html}.test.ts',
  'tests/moderation/ways.test.ts',
  'tests/transfer/hostile.test.ts',
]
/** What needs a program that npm does not bring; `.ci/run` installs it. */
const needing = [
  { program: 'nginx', ask: '-v', file: 'tests/deployment/nginx.test.ts' },
  { program: 'java', ask: '-version', file: 'tests/promises/valid-html.test.ts' },
]
const leftOut = needing.filter(({ program, ask }) => spawnSync(program, [ask]).status !== 0)
if (!isOnPostgres)
  for (const { program, file } of leftOut)
    process.stderr.write(`${program} is not installed: ${file} is left out.\n`)

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, ...(isOnPostgres ? once : []), ...leftOut.map(({ file }) => file)],
    globalSetup: 'tests/support/global-setup.ts',
    // One database a worker serves all its files: see tests/support/database.ts.
    isolate: false,
    pool: 'forks',
    // V8 makes faster code of PGlite's program while it runs, for which other cores work: eight times later than by itself.
    execArgv: ['--wasm-tiering-budget=100000000'],
    // More than cores: a test that waits for a process, a browser or Postgres leaves its own to another.
    maxWorkers: isOnPostgres ? 4 : 3,
    // For who counts: TEST_REPORT names a file for the results.
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    // What a test waits for is a condition; how long a busy machine may take for it is said here and in tests/support/patience.ts.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000, interval: 20 } },
  },
})
