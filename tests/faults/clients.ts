import { randomInt } from 'node:crypto'
import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
  ms: number
}

interface Asked {
  agent?: Agent
  method?: 'GET' | 'POST'
  headers?: OutgoingHttpHeaders
  fields?: Record<string, string>
}

/** The error of a request: with the local port of its connection, 0 if there was none. */
export type Cut = Error & { from: number }

/** Asks for one address; throws a Cut, with the code of what cut it. */
export function ask(
  url: string,
  { agent, method = 'GET', headers = {}, fields }: Asked = {},
): Promise<Answer> {
  const begun = performance.now()
  const body = fields && new URLSearchParams(fields).toString()
  const form =
    body === undefined
      ? {}
      : {
          origin: new URL(url).origin,
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
        }
  return new Promise((resolve, reject) => {
    let from = 0
    const fail = (error: Error) => reject(Object.assign(error, { from }))
    const call = request(url, { agent, method, headers: { ...form, ...headers } }, answer => {
      let text = ''
      answer.setEncoding('utf8').on('data', chunk => (text += chunk))
      answer.on('error', fail)
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: text,
          ms: performance.now() - begun,
        }),
      )
    })
    call.setTimeout(30_000, () => call.destroy(new Error('no answer within 30 s')))
    call.once('error', fail)
    call.once('socket', socket => {
      const note = () => (from = socket.localPort ?? 0)
      if (socket.connecting) socket.once('connect', note)
      else note()
    })
    call.end(body)
  })
}

type Form = Record<'comment' | 'name' | 'email' | 'website', string>

/** What a crowd of readers has been told. */
export interface Journal {
  acknowledged: string[]
  /** Given back or never answered: to be sent again from the browser that they are open in, the latter as they were. */
  open: { form: Form; by: Reader }[]
  /** Answers that gave the form back, and those of them in which the text was missing. */
  refused: number
  withoutText: string[]
  said: number
  /** Where the last acknowledged one is. */
  last: string
}

export const newJournal = (): Journal => ({
  acknowledged: [],
  open: [],
  refused: 0,
  withoutText: [],
  said: 0,
  last: '',
})

/** Somebody with a browser without scripts, its cookies, and a network of their own. */
export interface Reader {
  /**
   * Opens an article and posts a new text, or a form that is still open. Returns the status, or the code of what cut
   * the connection before an answer came.
   */
  comment(url: string, journal: Journal, open?: Form): Promise<number | string>
  /** A page as this browser gets it. */
  get(url: string): Promise<Answer>
  post(url: string, fields: Record<string, string>): Promise<Answer>
  leave(): void
}

/** `onCut` hears of every request that got no answer. */
export function makeReader(onCut: (cut: Cut) => void = () => undefined): Reader {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const cookies = new Map<string, string>()
  const ip = network()
  const headers = () => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return { 'x-forwarded-for': ip, ...(cookie === '' ? {} : { cookie }) }
  }
  const tell = (cut: Cut): never => {
    onCut(cut)
    throw cut
  }
  const post = async (url: string, fields: Record<string, string>): Promise<Answer> => {
    const answer = await ask(url, { agent, method: 'POST', headers: headers(), fields }).catch(tell)
    for (const cookie of answer.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = cookie.match(/^([^=]+)=([^;]*)/) ?? []
      cookies.set(name, value)
    }
    // The first form of a browser is sent twice: the second time with its mark.
    const again = answer.status === 307 && answer.headers.location
    return again ? post(new URL(again, url).href, fields) : answer
  }
  const get = (url: string) => ask(url, { agent, headers: headers() }).catch(tell)
  const newForm = async (url: string, comment: string): Promise<Form> => {
    // A page that was opened earlier has a form too.
    await get(`${url}/welcome`).catch(() => null)
    return { comment, name: 'Mara', email: 'mara@lindqvist.example', website: '' }
  }
  return {
    get,
    post,
    leave: () => agent.destroy(),
    async comment(url, journal, open) {
      const form = open ?? (await newForm(url, `Thought ${++journal.said}, ${randomInt(2 ** 47)}`))
      const sent = await post(`${url}/welcome/comments`, form).catch(codeOf)
      if (typeof sent === 'string') {
        journal.open.push({ form, by: this })
        return sent
      }
      if (sent.status === 303) {
        journal.acknowledged.push(form.comment)
        journal.last = sent.headers.location ?? ''
      } else {
        journal.refused++
        if (!sent.body.includes(form.comment))
          journal.withoutText.push(`${sent.status}: ${sent.body.slice(0, 200)}`)
        journal.open.push({ form, by: this })
      }
      return sent.status
    },
  }
}

/** The system's name for what cut a connection, such as `ECONNRESET`. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

let networks = 0
const network = () => `2001:db8:${(++networks).toString(16)}::1`

/** So many readers, who post for as long as they may. */
export function startPosting(count: number, url: () => string, journal: Journal): { stop(): Promise<void> } {
  const over = new AbortController()
  const all = Promise.all(
    Array.from({ length: count }, async () => {
      let reader = makeReader()
      for (let said = 0; !over.signal.aborted; said++) {
        // Nobody writes hundreds: somebody else comes.
        if (said % 10 === 0) {
          reader.leave()
          reader = makeReader()
        }
        const status = await reader.comment(url(), journal)
        if (status !== 303) await wait(50)
      }
      reader.leave()
    }),
  )
  return {
    async stop() {
      over.abort()
      await all
    },
  }
}

/** Sends every form again that is still open, until each was taken; gives up after a minute. */
export async function sendOpen(url: string, journal: Journal): Promise<void> {
  const until = performance.now() + 60_000
  while (journal.open.length > 0 && performance.now() < until) {
    for (const { form, by } of journal.open.splice(0)) {
      if ((await by.comment(url, journal, form)) !== 303) await wait(20)
      by.leave()
    }
  }
}
