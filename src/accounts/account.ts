import type { Role } from '../db/account-tables.ts'

/** A person who runs the blog, as others who do see them. */
export interface Account {
  id: number
  name: string
  role: Role
}
