import type { Generated, GeneratedAlways } from 'kysely'
import type { SetOnce } from './column-types.ts'

export type Role = 'administrator' | 'editor' | 'author' | 'moderator'

export interface AccountsTable {
  id: GeneratedAlways<number>
  contact_id: number
  name: string
  role: Role
  /** Argon2id, in the PHC string format. */
  password: string
  created_at: SetOnce
}

export interface SessionsTable {
  id: GeneratedAlways<number>
  token_hash: Buffer
  account_id: number
  device: string | null
  created_at: SetOnce
  seen_at: Generated<Date>
}

export interface InvitationsTable {
  token_hash: Buffer
  role: Role
  /** Null: the server itself. */
  invited_by: number | null
  expires_at: Date
}

export interface AuditLogTable {
  id: GeneratedAlways<number>
  account_id: number | null
  actor: string
  event: string
  subject: Generated<string>
  at: SetOnce
}
