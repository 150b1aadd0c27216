import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { testBlog } from '../../support/blog.ts'

const blog = testBlog()

const get = (path: string, encoding = 'identity') =>
  blog().app.request(path, { headers: { 'accept-encoding': encoding } })

describe('a file that pages load', () => {
  test('is kept for good by the address that pages give it, and has its type', async () => {
    const { assets } = blog().services
    const types = await Promise.all(
      [assets.css, assets.js, assets.adminCss].map(async path => {
        const { status, headers } = await get(path)
        expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable'])
        expect(headers.get('x-content-type-options')).toBe('nosniff')
        return headers.get('content-type')
      }),
    )
    expect(types).toEqual([
      'text/css; charset=utf-8',
      'text/javascript; charset=utf-8',
      'text/css; charset=utf-8',
    ])
  })

  test('is the same in every encoding', async () => {
    const { css } = blog().services.assets
    const plain = await (await get(css)).text()
    const gzip = await get(css, 'gzip')
    const brotli = await get(css, 'gzip, br')
    expect([gzip, brotli].map(answer => answer.headers.get('content-encoding'))).toEqual(['gzip', 'br'])
    expect([gzip, brotli].map(answer => answer.headers.get('vary'))).toEqual(Array(2).fill('Accept-Encoding'))
    expect(gunzipSync(await gzip.arrayBuffer()).toString()).toBe(plain)
    expect(brotliDecompressSync(await brotli.arrayBuffer()).toString()).toBe(plain)
  })

  test('is given to a page from before an update, but not to be kept under the old address', async () => {
    const { css, version } = blog().services.assets
    const answer = await get(css.replace(version, 'before'))
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache'])
  })

  test.each([
    'nothing.css',
    '',
    '..%2f..%2fpackage.json',
    '%2e%2e/%2e%2e/package.json',
    '....//package.json',
    'js/%00reader.js',
    'css/base.css',
  ])('is nothing else, such as "%s"', async path => {
    const answer = await get(`/assets/${blog().services.assets.version}/${path}`)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})
