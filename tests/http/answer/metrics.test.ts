import { expect, test } from 'vitest'
import { testBlog } from '../../support/blog.ts'
import { testSite } from '../../support/site.ts'
import { mara, visitorAt } from '../../support/visitor.ts'

const token = 'sixteen-letters!'
const site = testSite({ METRICS_TOKEN: token })
const blog = testBlog()

const read = async (authorization?: string) =>
  fetch(`${site().url}/metrics`, authorization === undefined ? {} : { headers: { authorization } })

test('who brings the token is told what is counted, as Prometheus reads it', async () => {
  const slug = await site().publish()
  const reader = visitorAt(site().url)
  await reader.comment(slug, mara)
  for (const _ of [1, 2]) await fetch(`${site().url}/${slug}`)
  await fetch(`${site().url}/nothing-here`)
  const answer = await read(`Bearer ${token}`)
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
    ...[200, 'text/plain; version=0.0.4; charset=utf-8', 'no-store'],
  ])
  const text = await answer.text()
  // A blank line says nothing.
  const lines = text.split('\n').filter(line => line !== '')
  for (const line of lines)
    expect(line).toMatch(/^# (?:HELP|TYPE) afterword_\w+ .+$|^afterword_\w+(?:\{[^{}]+\})? [\d.e+-]+$/)
  const value = (pattern: RegExp) =>
    Number(
      lines
        .find(line => pattern.test(line))
        ?.split(' ')
        .at(-1),
    )
  expect(value(/^afterword_http_answers_total\{.*status="200"/)).toBeGreaterThanOrEqual(2)
  expect(value(/^afterword_http_answers_total\{.*status="404"/)).toBe(1)
  expect(value(/^afterword_shared_answers_total\{.*kept="hit"/)).toBeGreaterThanOrEqual(1)
  expect(value(/^afterword_shared_answers_total\{.*kept="miss"/)).toBeGreaterThanOrEqual(1)
  expect(value(/^afterword_comments_judged_total\{.*verdict="pending"/)).toBe(1)
  expect(value(/^afterword_comments\{state="pending"/)).toBe(1)
  expect(value(/^afterword_jobs\{state="failed"/)).toBe(0)
  expect(value(/^afterword_database_connections\{.*state="idle"/)).toBeGreaterThanOrEqual(0)
  expect(value(/^afterword_event_loop_lateness_seconds\{.*value="p99"/)).toBeGreaterThanOrEqual(0)
  expect(value(/^afterword_database_up /)).toBe(1)
  expect(text).not.toContain(mara.email)
})

test('whoever brings another, or none, is told nothing', async () => {
  for (const authorization of [
    undefined,
    'Bearer',
    'Bearer sixteen-letters',
    `Basic ${token}`,
    `Bearer ${token}x`,
  ]) {
    const answer = await read(authorization)
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    expect(await answer.text()).not.toContain('afterword_')
  }
})

test('where no token is set there is no such page', async () => {
  const answer = await blog()
    .visitor()
    .get('/metrics', { authorization: `Bearer ${token}` })
  expect(answer.status).toBe(404)
})
