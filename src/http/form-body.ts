import type { AppContext } from './context.ts'
import { badRequest, tooLarge } from './problems.ts'

/** 20,000 Chinese characters take nine bytes each in a form, and there are other fields. */
const softLimitBytes = 256 * 1024
/** Up to here the text can be given back to who typed it; beyond, the connection is closed. */
const hardLimitBytes = 2 * 1024 * 1024

/** The fields of a submitted form. */
export interface FormBody {
  /** A field's one value, empty if it was not sent. Throws badRequest when it was sent twice or is a file. */
  field(name: string): string
  /** All values of a field that may be there several times. Throws badRequest for a file. */
  all(name: string): string[]
  /** More than any comment may take, though it could be read. */
  isTooLarge: boolean
}

/** Reads a form. Throws badRequest for another kind of body or another encoding than UTF-8, tooLarge beyond all measure. */
export async function readForm(c: AppContext): Promise<FormBody> {
  const type = c.req.header('content-type') ?? ''
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) throw badRequest()
  const charset = type.match(/;\s*charset\s*=\s*"?([^";\s]+)/i)?.[1]
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw badRequest()

  const bytes = await readBytes(c)
  const form = await parse(bytes, type)
  return {
    isTooLarge: bytes.length > softLimitBytes,
    field(name) {
      const [value, ...more] = form.getAll(name)
      if (more.length > 0 || (value !== undefined && typeof value !== 'string')) throw badRequest()
      return value ?? ''
    },
    all: name =>
      form.getAll(name).map(value => {
        if (typeof value !== 'string') throw badRequest()
        return value
      }),
  }
}

async function readBytes(c: AppContext): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(c.req.header('content-length') ?? 0) > hardLimitBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of c.req.raw.body ?? []) {
    size += chunk.length
    if (size > hardLimitBytes) throw tooLarge()
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes
}

/** Bytes that are not UTF-8 become U+FFFD, which no field accepts. */
async function parse(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Pick<FormData, 'getAll'>> {
  if (/^application/i.test(type)) return new URLSearchParams(new TextDecoder().decode(bytes))
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData()
  } catch {
    throw badRequest() // no boundary, or none of its parts
  }
}
