const MIB = 1024 * 1024

/** What one file may have, in bytes. A picture is decoded, and that takes many times as much. */
export const mostPictureBytes = 40 * MIB
export const mostFileBytes = 250 * MIB
/** A file that somebody moves in with: it is read piece by piece, and is gone afterwards. */
export const mostMoveBytes = 1024 * MIB
/** Width times height, of an animation all of its frames: what a decoder needs grows with them, not with the bytes. */
export const mostPixels = 100_000_000
/** How long one picture may take, on a machine that has other things to do as well. */
export const pictureLimitMs = 180_000

/** Rows of one file have at most so many bytes each. */
export const chunkBytes = 256 * 1024
/** Rows of what is on its way have fewer: on PGlite nobody is answered while one is written. */
export const rowBytes = 64 * 1024
/** What scripts send at a time: a proxy that allows a megabyte lets it pass, and a break costs no more than this. */
export const partBytes = 2 * chunkBytes
/** Files of one account that are on their way at once. */
export const mostUploads = 20
/** How long a file may stay on its way. */
export const uploadHours = 24
/** How long one is held that somebody has yet to decide on. */
export const heldDays = 30

export const mostNameLength = 200
export const mostAltLength = 1000

/** Of a picture larger than that no AVIF is made: one of 2,400 by 16,000 took a process 21 s and 1.4 GB. */
export const mostAvifPixels = 10_000_000
