import type { Ready } from './ready-comment.ts'
import type { Found } from './run.ts'

/** Where a comment stands, for what answers it. */
export interface Standing {
  id: number
  thread_id: number
  path: number[]
}

/** What the comments of one article have in common. */
export interface Around {
  article: Found
  /** Where what is answered stands; grows as comments come in. */
  here: Map<string, Standing>
  /** Places of those that stay out because who wrote them was erased here, for what answers them. */
  erased: Map<string, Ready>
}
