import type { IncomingMessage } from 'node:http'

const names = [
  ...(['cookie', 'accept-language', 'accept-encoding', 'if-none-match'] as const),
  ...(['content-length', 'transfer-encoding'] as const),
]

/** What most answers are told by: the headers that a page differs by, and whether a body comes. */
export type FewHeaders = { [name in (typeof names)[number]]?: string | undefined }

/**
 * Reads a few headers of a request, as its `headers` would have them. Those are made of all that came once somebody asks,
 * which takes longer than to find an answer that is kept.
 */
export function fewHeaders(request: IncomingMessage): FewHeaders {
  const { rawHeaders } = request
  const few: FewHeaders = {}
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = nameOf(rawHeaders[at] ?? '')
    if (name === null) continue
    if (few[name] !== undefined) return joined(request) // what came in several lines Node puts together
    few[name] = rawHeaders[at + 1]
  }
  return few
}

function nameOf(written: string): keyof FewHeaders | null {
  if (!lengths.has(written.length)) return null
  const name = written.toLowerCase()
  return isOfFew(name) ? name : null
}

function joined({ headers }: IncomingMessage): FewHeaders {
  const few: FewHeaders = {}
  for (const name of names) {
    const value = headers[name]
    few[name] = Array.isArray(value) ? value.join(', ') : value
  }
  return few
}

const known: ReadonlySet<string> = new Set(names)
const isOfFew = (name: string): name is keyof FewHeaders => known.has(name)
const lengths = new Set(names.map(name => name.length))
