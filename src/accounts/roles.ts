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
  /** Write articles, publish them, and change one's own. */
  | 'write own'
  /** Change everybody's articles, their tags and their addresses. */
  | 'write all'
  /** Invite people, change their roles, remove them. */
  | 'manage people'
  /** Change the rules of discussion. */
  | 'change settings'
  /** Add pictures and files, and look after one's own. */
  | 'add media'
  /** Look after everybody's pictures and files. */
  | 'manage media'
  /** See, hand over and erase what is held about a reader. */
  | 'answer for personal data'
  /** See how the blog runs, and what of its work failed. */
  | 'run the system'

const rights: Record<Role, readonly Right[]> = {
  administrator: [
    'moderate all',
    'moderate own',
    'write own',
    'write all',
    'manage people',
    'change settings',
    'add media',
    'manage media',
    'answer for personal data',
    'run the system',
  ],
  editor: [
    // as an administrator, but for the site and its people
    'moderate all',
    'moderate own',
    'write own',
    'write all',
    'add media',
    'manage media',
  ],
  author: ['moderate own', 'write own', 'add media'],
  moderator: ['moderate all', 'moderate own'],
}

/** Every right that a role brings. */
export const rightsOf = (role: Role): readonly Right[] => rights[role]

/** Whether a role brings a right. */
export const may = (role: Role, right: Right): boolean => rights[role].includes(right)
