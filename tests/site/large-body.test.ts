import { describe, expect, test } from 'vitest'
import { testSite } from '../support/site.ts'
import { mara } from '../support/visitor.ts'

const site = testSite()

describe('over a real connection, a body beyond all measure', () => {
  test.each([
    ['that says its length', false],
    ['that comes in pieces and never says how long it is', true],
  ])('%s is answered with a page, and nothing is stored', async (_, isChunked) => {
    await site().publish()
    const text = new URLSearchParams({ ...mara, comment: 'x'.repeat(3_000_000) }).toString()
    const request = {
      method: 'POST',
      headers: { origin: site().url, 'content-type': 'application/x-www-form-urlencoded' },
      body: isChunked ? new Blob([text]).stream() : text,
      duplex: 'half',
    }
    const answer = await fetch(`${site().url}/tea/comments`, request)
    expect(answer.status).toBe(413)
    expect(await answer.text()).toContain('Shorten it and try again.')
    expect(await site().database.db.selectFrom('comments').selectAll().execute()).toHaveLength(0)
    expect((await fetch(`${site().url}/tea`)).status).toBe(200)
  })
})
