/** What a form may bring, asked in this order: each question costs more than the one before. */
export interface FormLimits {
  /** As they come over the wire. A Chinese character takes nine. */
  bytes: number
  /** Fields, however often each is there. */
  fields: number
  /** One field, as decision 9 counts it: UTF-16 code units, a line end as one. */
  length: number
  /** Whoever sends too many gets what they typed back, for it may be an hour's work; anyone else only has to wait. */
  givesBack?: true
  /** From whoever may send it, it may come on a slow line: as long as something comes. */
  takesTime?: true
}

const KIB = 1024

/** Passwords, codes, choices, and the address of a page to lead back to: every form that names nothing else. */
export const few: FormLimits = { bytes: 64 * KIB, fields: 30, length: 8_000 }

/**
 * Words of a reader or a moderator. More than a comment may be is given back with a message, up to here; beyond, the
 * connection is closed, and the browser still has the text.
 */
export const words: FormLimits = { bytes: 512 * KIB, fields: 30, length: 512 * KIB, givesBack: true }
/** 20,000 Chinese characters, and the other fields: what is more is too large, whatever it says. */
export const mostWordsBytes = 256 * KIB

/** What a device answers with, as JSON. */
export const credential: FormLimits = { bytes: 128 * KIB, fields: 30, length: 32_000 }

/** A box for each comment of a page. */
export const ticks: FormLimits = { bytes: 64 * KIB, fields: 250, length: 8_000 }

/** A file that comes in one piece, from a browser without scripts. */
export const oneFile: FormLimits = { bytes: 41 * 1024 * KIB, fields: 5, length: 8_000 }

/** Lists of thousands of words and networks. */
export const rules: FormLimits = { bytes: 2048 * KIB, fields: 100, length: 600 * KIB }

/** An article of 2 MiB and what goes with it, from who may write. In a form without files a Chinese character takes nine. */
export const article: FormLimits = {
  bytes: 7168 * KIB,
  fields: 200,
  length: 2048 * KIB,
  givesBack: true,
  takesTime: true,
}

/** Any of these, to be given back unread because something stopped its request before. */
export const anyForm: FormLimits = { bytes: 2048 * KIB, fields: 250, length: 600 * KIB, givesBack: true }
