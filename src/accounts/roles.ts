import type { Role } from '../db/account-tables.ts'

/** What a person who runs the blog may do, from most to least. */
export const roles: readonly Role[] = ['administrator', 'editor', 'author', 'moderator']

export const isRole = (text: string): text is Role => roles.some(role => role === text)

/** What can be allowed or not, one word for each part of the admin. */
export type Right =
  /** Decide on the comments of every article. */
  | 'moderate all'
  /** Decide on the comments of one's own articles. */
  | 'moderate own'
  /** Invite people, change their roles, remove them. */
  | 'manage people'
  /** Change the rules of discussion. */
  | 'change settings'
  /** See, hand over and erase what is held about a reader. */
  | 'answer for personal data'

const rights: Record<Role, readonly Right[]> = {
  administrator: [
    'moderate all',
    'moderate own',
    'manage people',
    'change settings',
    'answer for personal data',
  ],
  editor: ['moderate all', 'moderate own'],
  author: ['moderate own'],
  moderator: ['moderate all', 'moderate own'],
}

/** Whether a role brings a right. */
export const may = (role: Role, right: Right): boolean => rights[role].includes(right)
