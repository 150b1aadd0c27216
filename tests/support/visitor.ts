import type { Hono } from 'hono'
import type { AppEnv } from '../../src/http/context.ts'

/** What came back for a request. */
export interface Answer {
  status: number
  headers: Headers
  html: string
}

/** Somebody with a browser: cookies stay with them, forms are sent as a browser sends them. */
export interface Visitor {
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  /** Sends a form from this site's own page. */
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Answer>
  /** Sends a body as it is. */
  send(path: string, init: RequestInit): Promise<Answer>
  /** Opens an article and sends its comment form; gives the new comment's id, or fails with the answer. */
  comment(slug: string, fields: Record<string, string>): Promise<number>
  cookies: Map<string, string>
}

export const origin = 'http://localhost:3000'

/** Makes a visitor of an app; `headers` go with each of their requests. */
export function makeVisitor(
  app: Hono<AppEnv>,
  { ip = '198.51.100.7', headers = {} }: { ip?: string; headers?: Record<string, string> } = {},
): Visitor {
  const cookies = new Map<string, string>()

  async function send(path: string, init: RequestInit): Promise<Answer> {
    const request = new Headers({ host: 'localhost:3000', ...headers })
    if (cookies.size > 0)
      request.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    new Headers(init.headers).forEach((value, name) => request.set(name, value))
    const answer = await app.request(
      `${origin}${path}`,
      { ...init, headers: request },
      { incoming: { socket: { remoteAddress: ip } } },
    )
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = cookie.match(/^([^=]+)=([^;]*)/) ?? []
      if (/max-age=0/i.test(cookie)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return { status: answer.status, headers: answer.headers, html: await answer.text() }
  }

  const visitor: Visitor = {
    cookies,
    send,
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, fields, headers = {}) =>
      send(path, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams(fields).toString(),
      }),
    async comment(slug, fields) {
      const page = await visitor.get(`/${slug}`)
      const answer = await visitor.post(`/${slug}/comments`, {
        ...mara,
        ...fields,
        form_key: formKey(page.html),
      })
      const id = answer.headers.get('location')?.match(/#comment-(\d+)$/)?.[1]
      if (answer.status !== 303 || id === undefined)
        throw new Error(`not accepted: ${answer.status} ${answer.html.slice(0, 2000)}`)
      return Number(id)
    },
  }
  return visitor
}

/** The key that makes a page's form one of its kind. */
export const formKey = (html: string): string => html.match(/name="form_key" value="([^"]+)"/)?.[1] ?? ''

/** A reader with an address and a website. */
export const mara = {
  comment: 'Well said.',
  name: 'Mara',
  email: 'mara@lindqvist.example',
  website: 'https://lindqvist.example/',
}
/** Another, who writes Chinese. */
export const lin = { comment: '说得好。', name: '林晚', email: 'lin.wan@example.cn', website: '' }
/** A third, who gives as little as is asked. */
export const tomas = { comment: 'I disagree.', name: 'Tomás', email: 'tomas@example.org', website: '' }
