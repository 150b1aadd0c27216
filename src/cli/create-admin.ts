import { invite, inviteFirst } from '../accounts/invitations.ts'
import type { Services } from '../http/context.ts'
import { urls } from '../urls.ts'
import { type Command, UsageError } from './command.ts'

/** Makes a link that makes an administrator: for the first one, and for one who forgot their password. */
export const createAdminCommand: Command<null> = {
  usage: 'create-admin',
  summary: ({ summaries }) => summaries.createAdmin,

  async prepare(args) {
    if (args.length > 0) throw new UsageError()
    return null
  },

  async run(services, _input, output) {
    const token = await invite(services.db, commandLine, 'administrator')
    output.line(`${services.config.baseUrl}${urls.invitation(token)}`)
    return 0
  },
}

const commandLine = { account: null, name: 'command line' }

/** A link that makes the first administrator; null once somebody has an account. */
export async function firstAdministratorLink({ db }: Services, baseUrl: string): Promise<string | null> {
  const token = await inviteFirst(db, commandLine)
  return token && `${baseUrl}${urls.invitation(token)}`
}
