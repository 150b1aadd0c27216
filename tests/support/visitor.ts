import { randomBytes } from 'node:crypto'

/** What answers requests: an app, or a server somewhere else. */
interface Answering {
  request(address: string, init: RequestInit, env: object): Response | Promise<Response>
}

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
  /** Opens the page of a form and sends it back with what the page put into it, and what is typed. */
  fill(path: string, fields: Record<string, string>): Promise<Answer>
  /** Sends a body as it is. */
  send(path: string, init: RequestInit): Promise<Answer>
  /** Opens an article and sends its comment form; returns the new comment's id, or fails with the answer. */
  comment(slug: string, fields: Record<string, string>): Promise<number>
  cookies: Map<string, string>
}

export const origin = 'http://localhost:3000'
/** Where visitors come from who say nothing else. */
export const visitorIp = '198.51.100.7'

/** Makes a visitor of a server, at the address that it has. */
export const visitorAt = (url: string): Visitor =>
  makeVisitor({ request: (address, init) => fetch(address, { ...init, redirect: 'manual' }) }, { at: url })

/** Makes a visitor of an app; `headers` go with each of their requests. */
export function makeVisitor(
  app: Answering,
  {
    ip = visitorIp,
    headers = {},
    at = origin,
  }: { ip?: string; headers?: Record<string, string>; at?: string } = {},
): Visitor {
  const cookies = new Map<string, string>()

  async function send(path: string, init: RequestInit): Promise<Answer> {
    const request = new Headers({ host: new URL(at).host, ...headers })
    if (cookies.size > 0)
      request.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    new Headers(init.headers).forEach((value, name) => request.set(name, value))
    const answer = await app.request(
      `${at}${path}`,
      { ...init, headers: request },
      { incoming: { socket: { remoteAddress: ip } } },
    )
    for (const [name, value, isGone] of leftCookies(answer.headers)) {
      if (isGone) cookies.delete(name)
      else cookies.set(name, value)
    }
    return { status: answer.status, headers: answer.headers, html: await answer.text() }
  }

  const visitor: Visitor = {
    cookies,
    send,
    get: (path, headers = {}) => send(path, { headers }),
    async post(path, fields, headers = {}) {
      const init = {
        method: 'POST',
        headers: { origin: at, 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams(fields).toString(),
      }
      let answer = await send(path, init)
      // The same again, with the cookies that came with this answer; as a browser does, but not for ever.
      for (let times = 0; answer.status === 307 && times < 5; times++)
        answer = await send(answer.headers.get('location') ?? '', init)
      return answer
    },
    async fill(path, fields) {
      const { html } = await visitor.get(path)
      return visitor.post(path, { ...hiddenIn(html, path), ...fields })
    },
    async comment(slug, fields) {
      const answer = await visitor.post(`/${slug}/comments`, { ...mara, ...fields })
      const id = answer.headers.get('location')?.match(/#comment-(\d+)$/)?.[1]
      if (answer.status !== 303 || id === undefined)
        throw new Error(`not accepted: ${answer.status} ${answer.html.slice(0, 2000)}`)
      return Number(id)
    },
  }
  return visitor
}

/** The cookies that an answer leaves, or takes back. */
export const leftCookies = (headers: Headers): [name: string, value: string, isGone: boolean][] =>
  headers.getSetCookie().map(cookie => {
    const [, name = '', value = ''] = cookie.match(/^([^=]+)=([^;]*)/) ?? []
    return [name, value, /max-age=0/i.test(cookie)]
  })

/** What a page put into the form that goes to a path, for nobody to see. */
export function hiddenIn(html: string, path: string): Record<string, string> {
  const form = html.split('<form').find(part => part.includes(`action="${path}"`)) ?? ''
  const hidden =
    form.split('</form>')[0]?.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g) ?? []
  return Object.fromEntries([...hidden].map(([, name = '', value = '']) => [name, value]))
}

/** The mark of a browser that has sent a comment before, as it brings it. */
export const newMark = (): string => randomBytes(16).toString('base64url')

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
