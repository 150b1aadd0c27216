import type { AppContext } from '../context.ts'
import { takeAttempt } from './take-attempt.ts'
import { readBytes, readerOf } from './form-body.ts'
import { oneFile } from './form-limits.ts'
import { tooFast } from '../answer/problems.ts'

/**
 * Reads the file of a form that brings one, null when none was chosen. Throws tooFast, tooLarge for more than a browser
 * without scripts may send at once, and badRequest for what is no form.
 */
export async function readFileForm(c: AppContext): Promise<{ name: string; bytes: Buffer } | null> {
  const wait = takeAttempt(c)
  if (wait > 0) throw tooFast(wait)
  const read = readerOf(c.req.header('content-type') ?? '', oneFile)
  const form = await read(await readBytes(c, oneFile.bytes))
  const file = form.get('file')
  if (!(file instanceof File) || (file.name === '' && file.size === 0)) return null
  return { name: file.name, bytes: Buffer.from(await file.arrayBuffer()) }
}
