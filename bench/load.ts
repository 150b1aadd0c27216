import autocannon from 'autocannon'

export interface Load {
  requestsPerSecond: number
  p99Ms: number
}

interface LoadOptions {
  seconds: number
  connections: number
  headers?: Record<string, string>
  /** For each request a body of its own; then they are posted. */
  nextBody?: () => { body: string; headers: Record<string, string> }
  /** What every answer has to be; anything else ends the run, for it would measure something else. */
  status: number
}

/** Asks for one address over and over. */
export async function load(url: string, options: LoadOptions): Promise<Load> {
  const { seconds, connections, headers = {}, nextBody, status } = options
  const result = await autocannon({
    url,
    duration: seconds,
    connections,
    headers,
    ...(nextBody
      ? {
          requests: [
            { method: 'POST', setupRequest: request => ({ ...request, ...withBody(request.headers) }) },
          ],
        }
      : {}),
  })
  const wrong = Object.entries(result.statusCodeStats ?? {}).filter(([code]) => Number(code) !== status)
  if (wrong.length > 0 || result.errors > 0 || result.requests.total === 0)
    throw new Error(`${url} answered ${JSON.stringify(result.statusCodeStats)}, ${result.errors} errors`)
  return { requestsPerSecond: result.requests.total / result.duration, p99Ms: result.latency.p99 }

  function withBody(others: object | undefined) {
    const next = nextBody?.() ?? { body: '', headers: {} }
    return { body: next.body, headers: { ...others, ...headers, ...next.headers } }
  }
}
