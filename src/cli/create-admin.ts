import { invite } from '../accounts/invitations.ts'
import type { Services } from '../http/context.ts'
import { urls } from '../urls.ts'
import { type Command, UsageError } from './command.ts'

/** Makes a link that makes an administrator: for the first one, and for one who forgot their password. */
export const createAdminCommand: Command<null> = {
  usage: 'create-admin',
  summary: 'Print a link that makes an administrator. It works once, for an hour.',

  async prepare(args) {
    if (args.length > 0) throw new UsageError(`Usage: ${this.usage}`)
    return null
  },

  async run(services, _input, output) {
    output.line(await administratorLink(services, services.config.baseUrl))
    return 0
  },
}

/** A link that makes an administrator, once. */
export async function administratorLink({ db }: Services, baseUrl: string): Promise<string> {
  const token = await invite(db, { account: null, name: 'command line' }, 'administrator')
  return `${baseUrl}${urls.invitation(token)}`
}
