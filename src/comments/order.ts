/**
 * A path as the bytes that conversations are ordered by: eight for each id, the highest first. What answers a comment
 * begins with the comment's own bytes, and so follows it.
 */
export function orderKey(path: readonly number[]): Buffer {
  const bytes = Buffer.alloc(path.length * 8)
  for (const [level, id] of path.entries()) bytes.writeBigUInt64BE(BigInt(id), level * 8)
  return bytes
}

/** Where a thread begins in that order, and where the next one could. */
export const threadBounds = (thread: number): { first: Buffer; end: Buffer } => ({
  first: orderKey([thread]),
  end: orderKey([thread + 1]),
})
