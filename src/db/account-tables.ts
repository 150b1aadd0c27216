import type { Generated, GeneratedAlways } from 'kysely'
import type { SetOnce } from './column-types.ts'

export type Role = 'administrator' | 'editor' | 'author' | 'moderator'

/** What a challenge was made for; it is good for nothing else. */
export type ChallengePurpose = 'add passkey' | 'use passkey' | 'prove by passkey' | 'enter code'

export interface AccountsTable {
  id: GeneratedAlways<number>
  contact_id: number
  name: string
  role: Role
  /** Argon2id, in the PHC string format. */
  password: string
  created_at: SetOnce
  /** Null: they are here. A removal is for good an hour later. */
  removed_at: Date | null
  /** What the role was before it was last changed; null when that is not to be undone any more. */
  role_before: Role | null
  role_changed_at: Date | null
  /** Counted up to end what known devices may do. */
  devices: Generated<number>
  /** Under which name readers know them; null until they write something. */
  author_id: number | null
  /** How they like the list of comments; see src/accounts/desk.ts. */
  desk_keys: Generated<boolean>
  desk_dense: Generated<boolean>
  desk_hint: Generated<boolean>
}

export interface SessionsTable {
  id: GeneratedAlways<number>
  token_hash: Buffer
  account_id: number
  device: string | null
  created_at: SetOnce
  seen_at: Generated<Date>
  /** When its owner last showed who they are. */
  proved_at: Generated<Date>
  /** By which passkey they did; null: by the password. */
  proved_by: number | null
}

export interface InvitationsTable {
  id: GeneratedAlways<number>
  token_hash: Buffer
  role: Role
  /** Null: the server itself. */
  invited_by: number | null
  created_at: SetOnce
  expires_at: Date
}

export interface PasskeysTable {
  id: GeneratedAlways<number>
  account_id: number
  /** Base64url, as WebAuthn writes it. */
  credential_id: string
  public_key: Buffer
  counter: number
  transports: string[]
  name: string
  created_at: SetOnce
  used_at: Date | null
}

export interface OneTimeCodesTable {
  account_id: number
  /** AES-256-GCM: nonce, tag, ciphertext. */
  secret_sealed: Buffer
  /** The step of 30 seconds whose code was taken last. */
  last_step: number
  created_at: SetOnce
}

export interface RecoveryCodesTable {
  account_id: number
  code_hash: Buffer
}

export interface ChallengesTable {
  token_hash: Buffer
  purpose: ChallengePurpose
  account_id: number | null
  expires_at: Date
}

export interface AuditLogTable {
  id: GeneratedAlways<number>
  account_id: number | null
  actor: string
  event: string
  subject: Generated<string>
  /** Where a sign-in came from: /24 of IPv4, /48 of IPv6. */
  network: string | null
  at: SetOnce
}
