import type { Command } from './command.ts'
import { commentsCommand } from './comments.ts'
import { createAdminCommand } from './create-admin.ts'
import { importCommand } from './import.ts'
import { postsCommand } from './posts.ts'
import { settingsCommand } from './settings.ts'

/** What can be done from the command line while the blog is being served, or while it is not. */
export const commands: Readonly<
  Record<'comments' | 'posts' | 'import' | 'settings' | 'create-admin', Command>
> = {
  comments: commentsCommand,
  posts: postsCommand,
  import: importCommand,
  settings: settingsCommand,
  'create-admin': createAdminCommand,
}

export const isCommandName = (name: string): name is keyof typeof commands => Object.hasOwn(commands, name)
