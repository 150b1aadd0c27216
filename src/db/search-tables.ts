/** By what an article is found; see src/search/post-terms.ts. */
export interface PostTermsTable {
  post_id: number
  /** A `tsvector`, without places. */
  terms: string
  /** A `tsvector` whose places are weights alone. */
  about: string
  /** To be written anew. */
  is_old: boolean
  /** Whether its words are in `private.words`. */
  is_learned: boolean
}

/** A word of a published article. */
export interface WordsTable {
  word: string
  /** A bit for each of its letters. */
  letters: number
  /** In letters; a syllable of Hangul has two or three. */
  length: number
}

/** What a moderator looks for. */
export interface SearchesTable {
  id: string
  account_id: number
  /** AES-256-GCM: nonce, tag, ciphertext. */
  words_sealed: Buffer
  expires_at: Date
}
