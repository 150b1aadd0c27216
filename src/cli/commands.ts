import type { Command } from './command.ts'

/**
 * What can be done from the command line while the blog is being served, or while it is not. Each is loaded when it is
 * asked for: a list of articles needs no reader of XML.
 */
export const commands = {
  comments: async (): Promise<Command> => (await import('./comments.ts')).commentsCommand,
  posts: async (): Promise<Command> => (await import('./posts.ts')).postsCommand,
  import: async (): Promise<Command> => (await import('./import.ts')).importCommand,
  imports: async (): Promise<Command> => (await import('./imports.ts')).importsCommand,
  export: async (): Promise<Command> => (await import('./export.ts')).exportCommand,
  backup: async (): Promise<Command> => (await import('./backup.ts')).backupCommand,
  restore: async (): Promise<Command> => (await import('./backup.ts')).restoreCommand,
  doctor: async (): Promise<Command> => (await import('./doctor.ts')).doctorCommand,
  media: async (): Promise<Command> => (await import('./media.ts')).mediaCommand,
  settings: async (): Promise<Command> => (await import('./settings.ts')).settingsCommand,
  'create-admin': async (): Promise<Command> => (await import('./create-admin.ts')).createAdminCommand,
}

export const isCommandName = (name: string): name is keyof typeof commands => Object.hasOwn(commands, name)
