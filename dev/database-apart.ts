import { protocol } from '@electric-sql/pglite'

type BackendMessage = Parameters<Parameters<protocol.Parser['parse']>[1]>[0]
type Hear = (payload: string) => void

/** Who waits for an answer, in the order in which they asked. */
const waiting: { resolve: (answer: Uint8Array) => void; reject: (error: Error) => void }[] = []

process.on('message', answer => {
  const next = waiting.shift()
  // The program holds this process, and what it waits for.
  if (waiting.length === 0) process.channel?.unref()
  if (answer instanceof Uint8Array) next?.resolve(answer)
  else next?.reject(new Error('The database could not answer.', { cause: answer }))
})

function ask(message: Uint8Array): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  waiting.push({ resolve, reject })
  process.channel?.ref()
  process.send?.(message)
  return promise
}

/**
 * What the program under `npm run dev` has for a PGlite: the one that is open in the process that started it, which it
 * sends the bytes of Postgres's protocol and gets its bytes from (see kept-database.ts). As much of it as src/db asks.
 */
export class PGlite {
  static readonly defaultStartParams: readonly string[] = []
  static create(): Promise<PGlite> {
    return Promise.resolve(new PGlite())
  }

  readonly waitReady = Promise.resolve()
  readonly #listening = new Map<string, Hear>()

  async execProtocolStream(message: Uint8Array): Promise<BackendMessage[]> {
    const messages: BackendMessage[] = []
    new protocol.Parser().parse(await ask(message), each => {
      messages.push(each)
      if (each instanceof protocol.messages.NotificationResponseMessage)
        this.#listening.get(each.channel)?.(each.payload)
    })
    return messages
  }

  async listen(channel: string, hear: Hear): Promise<() => Promise<void>> {
    const say = (word: string) => this.execProtocolStream(protocol.serialize.query(`${word} "${channel}"`))
    this.#listening.set(channel, hear)
    await say('listen')
    return async () => {
      this.#listening.delete(channel)
      await say('unlisten')
    }
  }

  async close(): Promise<void> {}
}
