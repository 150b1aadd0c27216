import type { IncomingMessage, ServerResponse } from 'node:http'

/** What a body may take: most have so long in all, an upload has so long for each of its pieces. */
export interface BodyTime {
  ms: number
  /** How many bytes an upload must bring in that time, so that nobody holds a connection with a byte now and then. */
  least: number
}

export const usualBodyTime: BodyTime = { ms: 10_000, least: 32 * 1024 }

const unhurried = new WeakSet<object>()

/** Lets a request's body take as long as an upload's, once it is known who sends it. */
export function takeTime(request: object): void {
  unhurried.add(request)
}

/** Whether that was said of a request. */
export const mayTakeTime = (request: object): boolean => unhurried.has(request)

/**
 * Ends a request whose body does not come in time. An upload may be an hour's work of a slow line: it goes on as long
 * as something comes. Node's own limit knows one time for all.
 */
export function limitBodyTime(
  request: IncomingMessage,
  response: ServerResponse,
  isUpload: boolean,
  { ms, least }: BodyTime = usualBodyTime,
): void {
  const { headers, socket } = request
  if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined) return
  let seen = socket.bytesRead
  const timer = setInterval(() => {
    if (request.complete) return clearInterval(timer)
    const came = socket.bytesRead - seen
    seen = socket.bytesRead
    if ((isUpload || mayTakeTime(request)) && came >= least) return
    clearInterval(timer)
    if (!response.headersSent) response.writeHead(408, { Connection: 'close' }).end()
    socket.destroySoon()
  }, ms)
  response.once('close', () => clearInterval(timer))
}
