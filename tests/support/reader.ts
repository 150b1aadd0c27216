import { Email } from '../../src/readers/email.ts'
import { findReader, type Reader } from '../../src/readers/reader.ts'
import type { TestBlog } from './blog.ts'

/** The person with an address, as who erases them finds them. */
export function readerAt({ services: { db, keys } }: TestBlog, address: string): Promise<Reader> {
  const email = Email.parse(address)
  if (email === null) throw new Error(`${address} is no address`)
  return findReader(db, keys, email)
}
