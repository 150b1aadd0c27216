import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import { readableLine } from '../../dev/log-lines.ts'

test.each([
  [
    '{"level":"info","time":"2026-01-02T03:04:05.678Z","request":"x","method":"GET","route":"/:slug","status":200,"ms":3}',
    '03:04:05.678 info GET /:slug 200 ms=3',
  ],
  [
    '{"level":"error","time":"2026-01-02T03:04:05.678Z","error":"TypeError","stack":"at f (a.ts:1) | at g (b.ts:2)"}',
    '03:04:05.678 error TypeError \n    at f (a.ts:1) \n    at g (b.ts:2)',
  ],
  ['  Afterword is at http://localhost:3000', '  Afterword is at http://localhost:3000'],
  ['{"no":"entry"}', '{"no":"entry"}'],
  ['{broken', '{broken'],
])('a line of the log is read at a glance, and another stays as it is: %s', (line, read) => {
  expect(stripVTControlCharacters(readableLine(line))).toBe(read)
})
