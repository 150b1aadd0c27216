import { spawnSync } from 'node:child_process'
import { configDefaults, defineConfig } from 'vitest/config'

const report = process.env['TEST_REPORT']
const isOnPostgres = Boolean(process.env['TEST_DATABASE_URL'])

/** What no database has a part in, or PGlite alone: tried once, where the suite runs on PGlite. */
const once = [
  'tests/{architecture,i18n,looks,text,views}/**',
  'tests/cli/{copy,data-folder}.test.ts',
  'tests/db/pglite.test.ts',
  'tests/deployment/nginx.test.ts',
  'tests/http/hostile-bodies.test.ts',
]
const hasNginx = spawnSync('nginx', ['-v']).status === 0
if (!hasNginx && !isOnPostgres)
  process.stderr.write('nginx is not installed: tests/deployment/nginx.test.ts is left out.\n')

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: [
      ...configDefaults.exclude,
      ...(isOnPostgres ? once : []),
      ...(hasNginx ? [] : ['tests/deployment/nginx.test.ts']),
    ],
    globalSetup: 'tests/support/global-setup.ts',
    // One database a worker serves all its files: see tests/support/database.ts.
    isolate: false,
    pool: 'forks',
    maxWorkers: 2,
    // For who counts: TEST_REPORT names a file for the results.
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    // What a test waits for is a condition; how long a busy machine may take for it is said here and in tests/support/patience.ts.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000, interval: 20 } },
  },
})
