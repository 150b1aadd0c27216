import { notFound } from './problems.ts'

/** An id in an address. Throws notFound for anything that is none. */
export function idIn(text: string): number {
  const id = Number(text)
  if (!/^[1-9]\d{0,15}$/.test(text) || !Number.isSafeInteger(id)) throw notFound()
  return id
}
