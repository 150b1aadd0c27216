import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { decide } from '../../src/moderation/decide.ts'
import { keyRing } from '../../src/keys.ts'
import { askAkismet } from '../../src/moderation/ask-akismet.ts'
import { tellAkismet } from '../../src/moderation/tell-akismet.ts'
import { readServiceKey, saveServiceKey } from '../../src/settings/service-keys.ts'
import type { Akismet } from '../../src/spam/akismet.ts'
import { testBlog } from '../support/blog.ts'
import { testKeys } from '../support/keys.ts'
import { setSettings } from '../support/settings.ts'
import { join } from '../support/staff.ts'
import { mara } from '../support/visitor.ts'

const blog = testBlog()
const db = () => blog().database.db
const never = new AbortController().signal

/** A service that answers as Akismet does, and keeps what it was sent. */
let service: Server
let akismet: Akismet
let asked: { method: string; fields: Record<string, string> }[] = []
let answers: { text: string; tip?: string; status?: number }

beforeAll(async () => {
  service = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    asked.push({
      method: request.url?.replace('/1.1/', '') ?? '',
      fields: Object.fromEntries(new URLSearchParams(body)),
    })
    const isCheck = request.url === '/1.1/comment-check'
    if (isCheck && answers.tip) response.setHeader('x-akismet-pro-tip', answers.tip)
    response.statusCode = answers.status ?? 200
    response.end(isCheck ? answers.text : 'Thanks for making the web a better place.')
  })
  service.listen(0, '127.0.0.1')
  await once(service, 'listening')
  const place = service.address()
  const port = typeof place === 'object' && place !== null ? place.port : 0
  akismet = { address: `http://127.0.0.1:${port}`, key: 'abc123abc123', blog: 'https://blog.example' }
})
afterAll(() => service.close())
beforeEach(() => {
  asked = []
  answers = { text: 'false' }
})

async function written(fields = {}): Promise<number> {
  await setSettings(db(), { trust_after: 0, comments_per_minute: 100, ask_akismet: true })
  await blog().publish()
  return blog()
    .visitor()
    .comment('tea', { ...mara, ...fields })
}

async function stored(id: number) {
  const { status, reasons, step } = await db()
    .selectFrom('comments as c')
    .innerJoin('private.moderation_log as l', 'l.id', 'c.step')
    .select(['c.status', 'l.reasons', 'c.step'])
    .where('c.id', '=', id)
    .executeTakeFirstOrThrow()
  return { is: [status, reasons], step }
}

const jobs = async () =>
  (await db().selectFrom('private.jobs').select('name').where('name', 'like', '%akismet').execute()).map(
    ({ name }) => name,
  )
const ask = (id: number) => askAkismet(db(), akismet, id, never)
async function decideOn(id: number, to: 'approved' | 'spam') {
  const { step: seen } = await stored(id)
  const { decision } = await decide(db(), [{ comment: id, seen }], to, { by: { kind: 'command' } })
  await tellAkismet(db(), akismet, decision ?? '', never)
}

describe('Akismet, where the host has it asked', () => {
  test('is asked by a job, after the comment is stored, and told no address', async () => {
    const id = await written()
    expect((await stored(id)).is).toEqual(['approved', []])
    expect(await jobs()).toEqual(['ask-akismet'])
    expect(asked).toEqual([])
    await ask(id)
    expect(asked).toMatchObject([
      {
        method: 'comment-check',
        fields: {
          api_key: akismet.key,
          blog: 'https://blog.example',
          user_ip: '198.51.100.7',
          permalink: 'https://blog.example/tea',
          comment_content: mara.comment,
          comment_author: mara.name,
        },
      },
    ])
    expect(JSON.stringify(asked)).not.toContain(mara.email)
    expect((await stored(id)).is).toEqual(['approved', []])
  })

  test('has what it calls spam wait, or put with the spam what it would not keep; nothing is dropped', async () => {
    answers = { text: 'true' }
    const id = await written()
    await ask(id)
    expect((await stored(id)).is).toEqual(['pending', ['akismet']])
    answers = { text: 'true', tip: 'discard' }
    const other = await blog()
      .visitor()
      .comment('tea', { ...mara, comment: 'http://a.example http://b.example' })
    await ask(other)
    expect((await stored(other)).is).toEqual(['spam', ['links', 'akismet']])
    const queue = await (await join(blog(), 'moderator')).get('/admin/comments')
    expect(queue.html).toContain('called spam by Akismet')
  })

  test('leaves what waits at its step, so that nobody who decides is overtaken, and what a person decided', async () => {
    answers = { text: 'true' }
    const id = await written({ comment: 'http://a.example http://b.example' })
    const { step } = await stored(id)
    await ask(id)
    expect(await stored(id)).toEqual({ is: ['pending', ['links']], step })
    await decideOn(id, 'approved')
    answers = { text: 'true', tip: 'discard' }
    await ask(id)
    expect((await stored(id)).is[0]).toBe('approved')
  })

  test('is told what people decided otherwise, and nothing that it said itself', async () => {
    answers = { text: 'true' }
    const id = await written()
    await ask(id)
    await decideOn(id, 'spam')
    expect(asked.map(({ method }) => method)).toEqual(['comment-check'])
    await decideOn(id, 'approved')
    await decideOn(id, 'spam')
    expect(asked.map(({ method }) => method)).toEqual(['comment-check', 'submit-ham', 'submit-spam'])
    expect(await jobs()).toContain('tell-akismet')
  })

  test('that fails is asked again, and the comment stays as it is', async () => {
    const id = await written()
    for (const wrong of [{ text: 'invalid' }, { text: 'false', status: 500 }]) {
      answers = wrong
      await expect(ask(id)).rejects.toMatchObject({ name: 'AkismetRefused' })
    }
    expect((await stored(id)).is).toEqual(['approved', []])
  })

  test('is named on the page on privacy, and is asked about nobody who is trusted', async () => {
    const visitor = blog().visitor()
    await blog().publish()
    expect((await visitor.get('/privacy')).html).not.toContain('Akismet')
    await setSettings(db(), { ask_akismet: true })
    blog().services.pages.changed('site')
    blog().services.pages.changed('settings')
    expect((await visitor.get('/privacy')).html).toContain('Akismet')
    await setSettings(db(), { ask_akismet: false })
    const id = await visitor.comment('tea', mara)
    await blog().approve(id)
    await setSettings(db(), { ask_akismet: true })
    await visitor.comment('tea', { ...mara, comment: 'Again' })
    expect(await jobs()).toEqual([])
  })
})

describe('its key', () => {
  test('is kept sealed, shown to nobody again, and asked for before anything is sent', async () => {
    const administrator = await join(blog(), 'administrator')
    const form = {
      ...{ trust_after: '1', hold_links: '2', close_after_days: '0', comments_per_minute: '5' },
      ...{ edit_minutes: '15', thread_depth: '5', threads_per_page: '50', who_may_comment: 'everyone' },
      ...{ thread_order: 'oldest', first_page: 'oldest', proof_of_work: 'never', ask_akismet: 'yes' },
    }
    const refused = await administrator.post('/admin/discussion', form)
    expect([refused.status, refused.html.includes('id="setting-akismet_key-error"')]).toEqual([422, true])
    const saved = await administrator.post('/admin/discussion', { ...form, akismet_key: 'c0ffee123456' })
    expect(saved.status).toBe(303)
    expect((await administrator.post('/admin/discussion', form)).status).toBe(303)
    const { sealed } = await db()
      .selectFrom('private.service_keys')
      .select('sealed')
      .executeTakeFirstOrThrow()
    expect(sealed.toString('latin1')).not.toContain('c0ffee')
    for (const path of ['/admin/discussion', '/admin/audit', '/admin/settings'])
      expect((await administrator.get(path)).html).not.toContain('c0ffee')
    expect(blog().logged()).not.toContain('c0ffee')

    await administrator.post('/admin/discussion', { ...form, ask_akismet: '', akismet_forget: 'yes' })
    expect(await db().selectFrom('private.service_keys').selectAll().execute()).toEqual([])
  })

  test('is opened by the site’s key, also by the one before, and by no other', async () => {
    const actor = { account: null, name: 'a test' }
    await db()
      .transaction()
      .execute(trx => saveServiceKey(trx, testKeys.current, actor, 'akismet', 'c0ffee123456'))
    const other = keyRing('another secret that is long enough', [])
    expect(await readServiceKey(db(), testKeys, 'akismet')).toBe('c0ffee123456')
    expect(await readServiceKey(db(), other, 'akismet')).toBeNull()
    const rotated = { current: other.current, previous: [testKeys.current] }
    expect(await readServiceKey(db(), rotated, 'akismet')).toBe('c0ffee123456')
  })
})
