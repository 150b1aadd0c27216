import { takeTime } from './body-time.ts'
import { takeAttempt } from './take-attempt.ts'
import type { AppContext } from '../context.ts'
import type { FormBody } from './form-fields.ts'
import { few, type FormLimits, mostWordsBytes } from './form-limits.ts'
import { badRequest, HttpProblem, tooFast, tooLarge } from '../answer/problems.ts'

/**
 * Reads a form. The cheapest refusal comes first: an attempt is taken, then bytes, fields and their lengths are
 * counted, and nothing is looked at closer that one of these refuses. Throws tooFast, tooLarge, and badRequest for
 * another kind of body, another encoding than UTF-8, and more fields than a form of ours has.
 */
export async function readForm(c: AppContext, limits: FormLimits = few): Promise<FormBody> {
  const wait = takeAttempt(c)
  if (wait > 0 && !limits.givesBack) throw tooFast(wait)
  const type = c.req.header('content-type') ?? ''
  const charset = type.match(/;\s*charset\s*=\s*"?([^";\s]+)/i)?.[1]
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw badRequest()

  if (limits.takesTime && c.env?.incoming) takeTime(c.env.incoming)
  const read = readerOf(type, limits)
  const bytes = await readBytes(c, limits.bytes)
  const form = await read(bytes)
  const valuesOf = (name: string) =>
    form.getAll(name).map(value => {
      if (typeof value !== 'string') throw badRequest()
      // A form submits a line end as two.
      if (value.length > limits.length && value.replaceAll('\r\n', '\n').length > limits.length)
        throw tooLarge()
      return value
    })
  const body: FormBody = {
    wait,
    isTooLarge: bytes.length > mostWordsBytes,
    all: valuesOf,
    field(name) {
      const [value = '', ...more] = valuesOf(name)
      if (more.length > 0) throw badRequest()
      return value
    },
    texts: () => [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  }
  c.set('form', body)
  return body
}

type Form = FormData | URLSearchParams

/** Returns what reads a body of a type. Throws badRequest for a type that no form has. */
export function readerOf(
  type: string,
  { fields }: FormLimits,
): (bytes: Buffer<ArrayBuffer>) => Form | Promise<Form> {
  if (/^application\/x-www-form-urlencoded\b/i.test(type)) return bytes => readEncoded(bytes, fields)
  if (!/^multipart\/form-data\b/i.test(type)) throw badRequest()
  // The characters of RFC 2046, 5.1.1. What is found here is what its parts are read by, whatever else the type says.
  const boundary = type.match(/;\s*boundary="?([\w'()+,./:=? -]{0,69}[\w'()+,./:=?-])"?\s*(?:;|$)/i)?.[1]
  if (boundary === undefined) throw badRequest()
  return bytes => readParts(bytes, boundary, fields)
}

/** Reads a body of at most so many bytes. Throws tooLarge, and badRequest for one whose sender goes before its end. */
export async function readBytes(c: AppContext, most: number): Promise<Buffer<ArrayBuffer>> {
  const length = c.req.header('content-length')
  if (length !== undefined) {
    if (Number(length) > most) throw tooLarge()
    // Whoever says a length is held to it by Node: nothing is left to be counted on the way, or made a stream of.
    const bytes = await c.req.raw.arrayBuffer().catch(() => Promise.reject(badRequest()))
    if (bytes.byteLength > most) throw tooLarge()
    return Buffer.from(bytes)
  }
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of c.req.raw.body ?? []) {
      size += chunk.length
      if (size > most) throw tooLarge()
      chunks.push(chunk)
    }
  } catch (error) {
    // The client's own broken connection has the code of a broken one to the database.
    throw error instanceof HttpProblem ? error : badRequest()
  }
  return Buffer.concat(chunks)
}

/** Counted first: URLSearchParams takes time that grows with the square of the fields, a minute for a million. */
function readEncoded(bytes: Buffer, most: number): Form {
  if (placesOf(bytes, '&', most).length >= most) throw badRequest()
  // Bytes that are not UTF-8 become U+FFFD, which no field accepts.
  return new URLSearchParams(new TextDecoder().decode(bytes))
}

/** What stands above a part: its name, a file's name, a type. */
const headBytes = 1024

async function readParts(bytes: Buffer<ArrayBuffer>, boundary: string, most: number): Promise<Form> {
  const delimiter = `--${boundary}`
  const places = placesOf(bytes, delimiter, most + 1)
  if (places.length > most) throw badRequest()
  // The last one ends the form, and has no head.
  for (const place of places.slice(0, -1)) {
    const head = bytes.subarray(place, place + delimiter.length + headBytes)
    if (!head.includes('\r\n\r\n')) throw badRequest()
  }
  try {
    const headers = { 'content-type': `multipart/form-data; boundary="${boundary}"` }
    return await new Response(bytes, { headers }).formData()
  } catch {
    throw badRequest() // none of its parts, or one that does not end
  }
}

/** Where a text stands in some bytes; no more than `most` places. */
function placesOf(bytes: Buffer, text: string, most: number): number[] {
  const places: number[] = []
  for (
    let at = bytes.indexOf(text);
    at >= 0 && places.length < most;
    at = bytes.indexOf(text, at + text.length)
  )
    places.push(at)
  return places
}
