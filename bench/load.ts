import autocannon from 'autocannon'

export interface Load {
  requestsPerSecond: number
  p50Ms: number
  p99Ms: number
  requests: number
}

interface LoadOptions {
  seconds: number
  connections: number
  headers?: Record<string, string>
  /** For each request a path and a body of its own; then they are posted. */
  nextPost?: () => { path: string; body: string; headers: Record<string, string> }
  /** What every answer has to be; anything else ends the run, for it would measure something else. */
  status: number
}

/** Asks for one address over and over. */
export async function load(url: string, options: LoadOptions): Promise<Load> {
  const { seconds, connections, headers = {}, nextPost, status } = options
  const result = await autocannon({
    url,
    duration: seconds,
    connections,
    headers,
    ...(nextPost
      ? {
          requests: [
            {
              method: 'POST',
              setupRequest: ({ headers, ...request }) => {
                const next = nextPost()
                return { ...request, ...next, headers: { ...headers, ...next.headers } }
              },
            },
          ],
        }
      : {}),
  })
  // Counted answer by answer: the totals are of whole seconds.
  const codes = Object.entries(result.statusCodeStats ?? {})
  const requests = codes.reduce((sum, [, { count = 0 }]) => sum + count, 0)
  if (codes.some(([code]) => Number(code) !== status) || result.errors > 0 || requests === 0)
    throw new Error(`${url} answered ${JSON.stringify(result.statusCodeStats)}, ${result.errors} errors`)
  return {
    requests,
    requestsPerSecond: requests / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  }
}
