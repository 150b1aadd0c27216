/** Something that stops a request; `errors.tsx` makes a page of it. */
export class HttpProblem extends Error {
  override name = 'HttpProblem'
  readonly status: 400 | 403 | 404 | 413 | 429 | 503
  /** Seconds until it may be tried again; null where nothing is known of that. */
  readonly retryAfter: number | null

  constructor(status: HttpProblem['status'], retryAfter: number | null = null) {
    super(`HTTP ${status}`)
    this.status = status
    this.retryAfter = retryAfter
  }
}

/** What was asked for has another address, for now. */
export class Elsewhere extends Error {
  override name = 'Elsewhere'
  readonly to: string

  constructor(to: string) {
    super(to)
    this.to = to
  }
}

/** The request can't be understood: no form of ours sends such a thing. */
export const badRequest = () => new HttpProblem(400)
export const notFound = () => new HttpProblem(404)
/** Somebody who is known may not do this. */
export const forbidden = () => new HttpProblem(403)
export const tooLarge = () => new HttpProblem(413)
/** Its sender has tried too often; `wait` is in seconds. */
export const tooFast = (wait: number) => new HttpProblem(429, wait)

/** Whether something was stopped because there is no such thing. */
export const isNotFound = (error: unknown): boolean => error instanceof HttpProblem && error.status === 404
