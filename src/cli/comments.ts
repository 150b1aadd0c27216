import { parseArgs } from 'node:util'
import { listComments, readComment } from '../moderation/list.ts'
import type { Decided } from '../moderation/states.ts'
import { moderate } from '../moderation/moderate.ts'
import type { CommentStatus } from '../db/tables.ts'
import type { Services } from '../http/context.ts'
import { readId } from '../http/input/params.ts'
import type { CommandTexts } from '../i18n/command-line.ts'
import { type Revealed, revealAddress } from '../readers/contacts.ts'
import { shortened } from '../text/cut.ts'
import { padded, widest } from './columns.ts'
import { type Command, notUnderstood, type Output, UsageError } from './command.ts'

const actions: Record<string, Decided> = {
  approve: 'approved',
  unapprove: 'pending',
  spam: 'spam',
  trash: 'trash',
}

const statuses = ['pending', 'approved', 'spam', 'trash', 'withdrawn'] as const

type Input =
  | { action: 'list'; status: CommentStatus | null; limit: number }
  | { action: 'show'; ids: number[] }
  | { action: 'decide'; verb: string; ids: number[] }

/** Reads and decides on comments, for a host without a browser. */
export const commentsCommand: Command<Input> = {
  usage:
    'comments list [--status pending|approved|spam|trash|withdrawn|all] [--limit 50] | show ID… | approve|unapprove|spam|trash ID…',
  summary: ({ summaries }) => summaries.comments,

  async prepare(args, { texts }) {
    const { values, positionals } = parse(args, texts)
    const says = texts.comments
    const [action = 'list', ...rest] = positionals
    if (action === 'list') {
      if (rest.length > 0) throw new UsageError(says.noOption(rest[0] ?? ''))
      return { action, status: statusIn(says, values.status), limit: limitIn(says, values.limit) }
    }
    if (Object.keys(values).length > 0) throw new UsageError(says.forListOnly)
    if (rest.length === 0) throw new UsageError(says.which(action))
    const ids = () => rest.map(text => idIn(says, text))
    if (action === 'show') return { action, ids: ids() }
    if (!Object.hasOwn(actions, action)) throw new UsageError(says.noSuchAction(action, this.usage))
    return { action: 'decide', verb: action, ids: ids() }
  },

  async run(services, input, output) {
    if (input.action === 'list') return list(services, input, output)
    let failed = false
    for (const id of input.ids) {
      const done =
        input.action === 'show'
          ? await show(services, id, output)
          : await decide(services, input.verb, id, output)
      failed ||= !done
    }
    return failed ? 1 : 0
  },
}

type Says = CommandTexts['comments']

function parse(args: string[], texts: CommandTexts) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { status: { type: 'string' }, limit: { type: 'string' } },
    })
  } catch (error) {
    throw notUnderstood(error, texts)
  }
}

function statusIn(says: Says, text = 'pending'): CommentStatus | null {
  if (text === 'all') return null
  const status = statuses.find(status => status === text)
  if (!status) throw new UsageError(says.statusIsOneOf([...statuses, 'all'].join(', ')))
  return status
}

function limitIn(says: Says, text = '50'): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new UsageError(says.limitIsNumber)
  return Number(text)
}

function idIn(says: Says, text: string): number {
  const id = readId(text)
  if (id === null) throw new UsageError(says.notNumber(text))
  return id
}

async function list(
  { db }: Services,
  { status, limit }: Extract<Input, { action: 'list' }>,
  output: Output,
): Promise<number> {
  const { comments: says } = output.texts
  const comments = await listComments(db, { status, limit })
  if (comments.length === 0) output.line(status === null ? says.noneAtAll : says.noneIs(says.states[status]))
  for (const comment of comments) {
    const words = comment.source.replace(/\s+/g, ' ')
    const about = `${comment.created_at.toISOString().slice(0, 16).replace('T', ' ')}  ${comment.status.padEnd(9)}`
    const where = says.on(comment.name || says.noName, `/${comment.slug}`)
    output.line(`${String(comment.id).padStart(6)}  ${about}  ${where}`)
    output.line(`        ${shortened(words, 100)}`)
  }
  return 0
}

async function show({ db, keys }: Services, id: number, output: Output): Promise<boolean> {
  const { comments: says } = output.texts
  const comment = await readComment(db, id)
  if (!comment) {
    output.problem(says.notThere(id))
    return false
  }
  const email = await revealAddress(db, keys, id)
  output.line(
    says.heading(id, `/${comment.slug}`, says.states[comment.status], comment.created_at.toISOString()),
  )
  const facts = [
    [says.name, comment.name || says.nothing],
    [says.email, addressIn(email, says)],
    [says.website, comment.website ?? says.nothing],
    ...(comment.parent_id === null ? [] : [[says.answers, String(comment.parent_id)] as const]),
  ] as const
  const columns = widest([says.name, says.email, says.website, says.answers]) + 1
  for (const [what, value] of facts) output.line(`${padded(what, columns)}${value}`)
  output.line(`\n${comment.source}\n`)
  return true
}

function addressIn(email: Revealed, says: Says): string {
  if (email === 'none') return says.nothing
  return email === 'sealed' ? says.sealed : email.address
}

async function decide({ db }: Services, verb: string, id: number, output: Output): Promise<boolean> {
  const { comments: says } = output.texts
  const to = actions[verb]
  if (!to) throw new UsageError(says.noSuchAction(verb, commentsCommand.usage))
  const result = await moderate(db, id, to, { kind: 'command' })
  switch (result.outcome) {
    case 'moved':
      output.line(says.decided[to](id, says.states[result.from]))
      return true
    case 'unchanged':
      output.line(says.already(id, says.states[to]))
      return true
    case 'overtaken':
      output.problem(says.overtaken(id, says.states[result.status]))
      return false
    case 'withdrawn':
      output.problem(says.withdrawn(id))
      return false
    case 'noSuchComment':
      output.problem(says.notThere(id))
      return false
  }
}
