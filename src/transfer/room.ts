import { Transform } from 'node:stream'

/** All that a file holds, unpacked, in bytes: a small one may say that it is a large one. */
export const mostUnpackedBytes = 4 * 1024 ** 3

/** What one article, comment or file of text may have, in characters: the process holds it in memory, several times. */
export const mostOfOne = 64 * 1024 ** 2

/** How deep something may stand in something else. */
export const deepest = 1_000

/** Room for what is unpacked, in bytes; several files may share it. */
export interface Room {
  left: number
}

/** Passes bytes on until there is no room left for them; then it fails, as it is told to. */
export const counted = (room: Room, full: () => Error): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      room.left -= chunk.length
      done(room.left < 0 ? full() : null, chunk)
    },
  })
