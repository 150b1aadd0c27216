import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testSecret } from '../support/keys.ts'
import { readyBlog } from '../support/ready-blog.ts'
import { mara, visitorAt } from '../support/visitor.ts'
import { hostsTools } from './process.ts'

const { folder, start } = hostsTools()

test('a copy of a stopped folder is the blog, every comment in it', async () => {
  const first = folder()
  await readyBlog(first, 'none')
  writeFileSync(join(first, 'secret-key'), testSecret, { mode: 0o600 })
  const server = start({ DATA_DIR: first }, 'serve')
  const reader = visitorAt(await server.url())
  const id = await reader.comment('welcome', mara)
  expect((await server.stop()).code).toBe(0)

  const second = folder()
  for (const name of ['database', 'secret-key'])
    cpSync(join(first, name), join(second, name), { recursive: true })
  const copy = start({ DATA_DIR: second }, 'serve')
  const again = visitorAt(await copy.url())
  reader.cookies.forEach((value, name) => again.cookies.set(name, value))
  const { html } = await again.get('/welcome')
  expect(html).toContain(`id="comment-${id}"`)
  expect(html).toContain(mara.comment)
  await copy.stop()
})
