/** Something that stops a request; `errors.tsx` makes a page of it. */
export class HttpProblem extends Error {
  override name = 'HttpProblem'
  readonly status: 400 | 403 | 404 | 413 | 503

  constructor(status: HttpProblem['status']) {
    super(`HTTP ${status}`)
    this.status = status
  }
}

/** The request can't be understood: no form of ours sends such a thing. */
export const badRequest = () => new HttpProblem(400)
export const notFound = () => new HttpProblem(404)
/** Somebody who is known may not do this. */
export const forbidden = () => new HttpProblem(403)
export const tooLarge = () => new HttpProblem(413)
