import { parseArgs } from 'node:util'
import { listComments, readComment } from '../moderation/list.ts'
import type { Decided } from '../moderation/states.ts'
import { moderate } from '../moderation/moderate.ts'
import type { CommentStatus } from '../db/tables.ts'
import type { Services } from '../http/context.ts'
import { readId } from '../http/input/params.ts'
import { type Revealed, revealAddress } from '../readers/contacts.ts'
import { shortened } from '../text/cut.ts'
import { type Command, notUnderstood, type Output, UsageError } from './command.ts'

const actions: Record<string, { to: Decided; done: string }> = {
  approve: { to: 'approved', done: 'approved' },
  unapprove: { to: 'pending', done: 'pending again' },
  spam: { to: 'spam', done: 'marked as spam' },
  trash: { to: 'trash', done: 'moved to the trash' },
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
  summary:
    'List comments (those that wait, unless another status is named), show them whole, or decide on them.',

  async prepare(args) {
    const { values, positionals } = parse(args)
    const [action = 'list', ...rest] = positionals
    if (action === 'list') {
      if (rest.length > 0) throw new UsageError(`comments list: "${rest[0]}" is no option of it.`)
      return { action, status: statusIn(values.status), limit: limitIn(values.limit) }
    }
    if (Object.keys(values).length > 0) throw new UsageError('--status and --limit are for comments list.')
    if (rest.length === 0)
      throw new UsageError(`Which comments? Give their numbers: comments ${action} 12 15`)
    if (action === 'show') return { action, ids: rest.map(idIn) }
    if (!Object.hasOwn(actions, action))
      throw new UsageError(`comments ${action}: there is only ${this.usage}`)
    return { action: 'decide', verb: action, ids: rest.map(idIn) }
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

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { status: { type: 'string' }, limit: { type: 'string' } },
    })
  } catch (error) {
    throw notUnderstood(error)
  }
}

function statusIn(text = 'pending'): CommentStatus | null {
  if (text === 'all') return null
  const status = statuses.find(status => status === text)
  if (!status) throw new UsageError(`--status is one of ${statuses.join(', ')}, all.`)
  return status
}

function limitIn(text = '50'): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new UsageError('--limit is a number.')
  return Number(text)
}

function idIn(text: string): number {
  const id = readId(text)
  if (id === null) throw new UsageError(`"${text}" is not the number of a comment.`)
  return id
}

async function list(
  { db }: Services,
  { status, limit }: Extract<Input, { action: 'list' }>,
  output: Output,
): Promise<number> {
  const comments = await listComments(db, { status, limit })
  if (comments.length === 0)
    output.line(status === null ? 'There are no comments.' : `No comment is ${status}.`)
  for (const comment of comments) {
    const words = comment.source.replace(/\s+/g, ' ')
    const about = `${comment.created_at.toISOString().slice(0, 16).replace('T', ' ')}  ${comment.status.padEnd(9)}`
    output.line(
      `${String(comment.id).padStart(6)}  ${about}  ${comment.name || '(no name)'}, on /${comment.slug}`,
    )
    output.line(`        ${shortened(words, 100)}`)
  }
  return 0
}

async function show({ db, keys }: Services, id: number, output: Output): Promise<boolean> {
  const comment = await readComment(db, id)
  if (!comment) {
    output.problem(`There is no comment ${id}.`)
    return false
  }
  const email = await revealAddress(db, keys, id)
  output.line(`Comment ${id} on /${comment.slug}, ${comment.status}, ${comment.created_at.toISOString()}`)
  output.line(`Name:    ${comment.name || '(none)'}`)
  output.line(`Email:   ${addressIn(email)}`)
  output.line(`Website: ${comment.website ?? '(none)'}`)
  if (comment.parent_id !== null) output.line(`Answers: ${comment.parent_id}`)
  output.line(`\n${comment.source}\n`)
  return true
}

function addressIn(email: Revealed): string {
  if (email === 'none') return '(none)'
  return email === 'sealed' ? '(sealed with a key that is not here: set SECRET_KEY_PREVIOUS)' : email.address
}

async function decide({ db }: Services, verb: string, id: number, output: Output): Promise<boolean> {
  const action = actions[verb]
  if (!action) throw new UsageError(`comments ${verb}: there is no such action.`)
  const result = await moderate(db, id, action.to, { kind: 'command' })
  switch (result.outcome) {
    case 'moved':
      output.line(`Comment ${id} is ${action.done} (it was ${result.from}).`)
      return true
    case 'unchanged':
      output.line(`Comment ${id} was ${action.to} already.`)
      return true
    case 'overtaken':
      output.problem(
        `Comment ${id} was changed at this very moment: it is ${result.status} now. Nothing was done.`,
      )
      return false
    case 'withdrawn':
      output.problem(`Comment ${id} was withdrawn by its author; there is nothing left to decide on.`)
      return false
    case 'noSuchComment':
      output.problem(`There is no comment ${id}.`)
      return false
  }
}
