import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { engine } from '../support/database.ts'
import { readyBlog } from '../support/ready-blog.ts'
import { password, staff } from '../support/staff.ts'
import { mara, visitorAt } from '../support/visitor.ts'
import { runHere } from './here.ts'
import { hostsTools } from './process.ts'

const { folder, start, run } = hostsTools()
const shifted = join(import.meta.dirname, '..', 'support', 'shifted-clock.mjs')
const dayMs = 86_400_000
let made = 0

/** A process's clock that is wrong, over a blog. */
const wrongBy = async (ms: number): Promise<Record<string, string>> => ({
  ...(await readyBlog(folder(), `clock${process.pid}_${++made}`)),
  NODE_OPTIONS: `--import=${shifted}`,
  CLOCK_OFF_BY: String(ms),
})

/** A day is tried as what is furthest. PGlite's clock is its process's own: there nothing can be between the two. */
const offsets = engine === 'pglite' ? [dayMs] : [-dayMs, dayMs]
/** On PGlite it is the served blog that does what a command says; on Postgres a process whose clock is wrong too. */
const give = engine === 'pglite' ? runHere : run

describe('a process whose clock is wrong', () => {
  test.each(offsets)('by %i ms starts, and takes comments, edits and people', async ms => {
    const env = await wrongBy(ms)
    const server = start(env, 'serve')
    const url = await server.url()
    const reader = visitorAt(url)
    expect((await reader.get('/welcome')).html).toContain('id="comment-')

    const path = join(env['DATA_DIR'] ?? '', 'kettles.md')
    writeFileSync(path, '---\ntitle: On kettles\n---\nThey sing.')
    expect(await give(env, 'import', 'markdown', path)).toMatchObject({ code: 0 })
    expect(await give(env, 'settings', 'set', 'close_after_days', '1')).toMatchObject({ code: 0 })

    const id = await reader.comment('kettles', mara)
    const edited = await reader.fill(`/comments/${id}/revision`, { comment: 'Better said.' })
    expect(edited.status).toBe(303)
    expect((await reader.get('/kettles')).html).toContain('Better said.')

    const { out } = await give(env, 'create-admin')
    const link = out.match(/\/invitations\/\S+/)?.[0] ?? ''
    expect((await visitorAt(url).post(link, { ...staff.administrator, password })).status).toBe(303)
    const person = visitorAt(url)
    const { email } = staff.administrator
    expect((await person.post('/sign-in', { email, password })).status).toBe(303)
    expect((await person.get('/admin/comments')).status).toBe(200)

    const { html } = await person.get('/admin/account/codes')
    const shown = html.match(/code-secret">([A-Z2-7 ]+)</)?.[1]?.replaceAll(' ', '') ?? ''
    const app = new TOTP({ secret: Secret.fromBase32(shown) })
    // A phone's clock is right. PGlite has no clock but its process's: there a phone is wrong with it.
    const timestamp = Date.now() + (engine === 'pglite' ? ms : 0)
    const secret = html.match(/name="secret" value="([^"]+)"/)?.[1] ?? ''
    const on = await person.post('/admin/account/codes', { secret, code: app.generate({ timestamp }) })
    expect(on.status).toBe(201)
    await server.stop()
  })
})
