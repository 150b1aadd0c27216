import { describe, expect, test } from 'vitest'
import { testBlog } from '../support/blog.ts'
import { setSettings } from '../support/settings.ts'
import { mara } from '../support/visitor.ts'

describe('a form that another site sends is refused with 403, and nothing is stored:', () => {
  const blog = testBlog()

  test.each([
    ['with its own origin', { origin: 'https://evil.example' }],
    ['with an origin that looks like ours', { origin: 'http://localhost:3000.evil.example' }],
    ['with another port', { origin: 'http://localhost:3001' }],
    ['with the origin of a sandbox', { origin: 'null' }],
    ['with an origin that is none', { origin: 'localhost:3000' }],
    ['as a browser marks it', { origin: '', 'sec-fetch-site': 'cross-site' }],
    ['from a sister domain', { origin: 'http://blog.localhost:3000', 'sec-fetch-site': 'same-site' }],
    ['with nothing that says where from', { origin: '' }],
  ])('%s', async (_, { origin, ...headers }) => {
    const slug = await blog().publish()
    const visitor = blog().visitor()
    const id = await visitor.comment(slug, { ...mara, comment: 'My own.' })
    for (const path of [
      `/${slug}/comments`,
      `/${slug}/comments/preview`,
      `/comments/${id}/revision`,
      `/comments/${id}/withdrawal`,
      '/preferences',
    ])
      for (const type of [
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'text/plain',
        'application/json',
        'image/png',
      ]) {
        const answer = await visitor.send(path, {
          method: 'POST',
          headers: { 'content-type': type, ...headers, ...(origin === '' ? {} : { origin }) },
          body: new URLSearchParams(mara).toString(),
        })
        expect([path, type, answer.status]).toEqual([path, type, 403])
        expect(answer.html).toContain('This form was sent from another site.')
        expect(answer.headers.getSetCookie()).toEqual([])
      }
    const stored = await blog().database.db.selectFrom('comments').select(['source', 'status']).execute()
    expect(stored).toEqual([{ source: 'My own.', status: 'pending' }])
  })

  test.each(['application/json', 'image/png', 'application/x-www-form-urlencoded', null])(
    'and so is one without a body, of the type %s',
    async type => {
      const headers = { origin: 'https://evil.example', ...(type === null ? {} : { 'content-type': type }) }
      const reader = blog().visitor()
      for (const method of ['POST', 'PUT', 'DELETE']) {
        expect((await reader.send('/sign-out', { method, headers })).status).toBe(403)
        expect((await reader.send('/sign-in/passkey/challenge', { method, headers })).status).toBe(403)
      }
    },
  )

  test('but one from this site is taken by its origin, or by what the browser says of it', async () => {
    const slug = await blog().publish()
    const reader = blog().visitor()
    expect((await reader.post(`/${slug}/comments`, mara)).status).toBe(303)
    const answer = await reader.send(`/${slug}/comments`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ ...mara, comment: 'Again.' }).toString(),
    })
    expect(answer.status).toBe(303)
  })
})

describe('behind a proxy that ends TLS', () => {
  const blog = testBlog({ BASE_URL: 'https://blog.example', TRUSTED_PROXIES: '10.0.0.0/8' })

  test('forms count from BASE_URL alone, whatever the proxy calls this server', async () => {
    const slug = await blog().publish()
    const reader = blog().visitor({ ip: '10.1.2.3' })
    const post = (comment: string, from: string) =>
      reader.post(`/${slug}/comments`, { ...mara, comment }, { origin: from })
    expect((await post('From the site', 'https://blog.example')).status).toBe(303)
    expect((await post('From the inside', 'http://localhost:3000')).status).toBe(403)
    expect((await post('Without TLS', 'http://blog.example')).status).toBe(403)
  })

  test('cookies are for HTTPS and this host alone, and links are made of BASE_URL', async () => {
    const slug = await blog().publish()
    const reader = blog().visitor()
    const answer = await reader.post(
      `/${slug}/comments`,
      { ...mara, remember: 'yes' },
      { origin: 'https://blog.example' },
    )
    const cookies = answer.headers.getSetCookie()
    expect(cookies).toHaveLength(4)
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-/)
      expect(cookie).toMatch(/; Secure/)
    }
    expect(answer.headers.get('strict-transport-security')).toContain('max-age=')
    expect((await reader.get(`/${slug}`)).html).toContain('awaiting moderation')
    const stranger = blog().visitor({ headers: { host: 'evil.example' } })
    const page = await stranger.get(`/${slug}`)
    expect(page.html).toContain('<link rel="canonical" href="https://blog.example/tea"')
    expect(page.html).not.toContain('evil.example')
  })

  test('the client is who the last trusted proxy saw, not who a header claims to be', async () => {
    const slug = await blog().publish()
    const send = (comment: string, socket: string, forwarded: string) =>
      blog()
        .visitor({ ip: socket, headers: { 'x-forwarded-for': forwarded } })
        .post(`/${slug}/comments`, { ...mara, comment }, { origin: 'https://blog.example' })
    await send('one', '10.0.0.1', '1.1.1.1, 203.0.113.9')
    await send('two', '10.0.0.1', '1.1.1.1, 203.0.113.9, 10.9.9.9')
    await send('three', '198.51.100.20', '203.0.113.9')
    await send('four', '10.0.0.1', 'nonsense')
    const origins = await blog()
      .database.db.selectFrom('private.origins')
      .select('ip')
      .orderBy('comment_id')
      .execute()
    expect(origins.map(origin => origin.ip)).toEqual([
      '203.0.113.9',
      '203.0.113.9',
      '198.51.100.20',
      '10.0.0.1',
    ])
  })
})

describe('without proxies', () => {
  const blog = testBlog()

  test('a client can’t pass for many by a header', async () => {
    const slug = await blog().publish()
    const statuses: number[] = []
    for (let n = 1; n <= 6; n++) {
      const reader = blog().visitor({
        headers: { 'x-forwarded-for': `203.0.113.${n}`, 'x-real-ip': `203.0.113.${n}` },
      })
      statuses.push((await reader.post(`/${slug}/comments`, { ...mara, comment: `Thought ${n}` })).status)
    }
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429])
  })

  test.each([
    ['one IPv4 address', '203.0.113.1', '203.0.113.1', 429],
    ['its neighbour', '203.0.113.1', '203.0.113.2', 303],
    ['one IPv6 network of 64 bits', '2001:db8:0:1::1', '2001:db8:0:1:ffff:ffff:ffff:ffff', 429],
    ['the network beside it', '2001:db8:0:1::1', '2001:db8:0:2::1', 303],
    ['IPv4 in the dress of IPv6', '203.0.113.1', '::ffff:203.0.113.1', 429],
  ])('comments are counted by client: %s', async (_, first, second, status) => {
    const slug = await blog().publish()
    await setSettings(blog().database.db, { comments_per_minute: 1 })
    const send = async (ip: string, comment: string) => {
      const reader = blog().visitor({ ip })
      return (await reader.post(`/${slug}/comments`, { ...mara, comment })).status
    }
    expect(await send(first, 'One')).toBe(303)
    expect(await send(second, 'Two')).toBe(status)
  })
})
