import { isIP } from 'node:net'
import { Email } from '../readers/email.ts'
import { wordList } from '../spam/words.ts'
import type { Discussion } from './discussion.ts'
import { type Settings, settingKinds } from './settings.ts'

const switches = ['hold_comments', 'name_email_required'] as const
const numbers = [
  'trust_after',
  'hold_links',
  'close_after_days',
  'thread_depth',
  'threads_per_page',
  'comments_per_minute',
  'edit_minutes',
  'forget_origins_after_days',
] as const
const choices = ['who_may_comment', 'thread_order', 'first_page'] as const
const lists = ['held_words', 'spam_words', 'blocked_networks', 'blocked_addresses'] as const

export type NumberSetting = (typeof numbers)[number]
export type ChoiceSetting = (typeof choices)[number]
export type ListSetting = (typeof lists)[number]

/** The settings that a moderation page shows, as they were typed. */
export type TypedDiscussion = Record<NumberSetting | ListSetting | ChoiceSetting, string> &
  Record<(typeof switches)[number], boolean>

/** The rules that may be saved. */
export interface DiscussionDraft {
  settings: Pick<Settings, NumberSetting | (typeof switches)[number] | ChoiceSetting>
  discussion: Discussion
  /** Addresses whose comments are spam. */
  blocked: Email[]
}

/** By field: the bounds of a number, or the first line of a list that is no network, or too many lines. */
export type DiscussionErrors = Partial<
  Record<NumberSetting, { min: number; max: number }> &
    Record<ListSetting, { line: string }> &
    Record<ChoiceSetting, true>
>

const maxLines = 2_000

/** What is saved, as a form shows it. */
export function typedOf(
  settings: Settings,
  discussion: Discussion,
  blocked: readonly string[],
): TypedDiscussion {
  const typed = { ...discussion, blocked_addresses: blocked }
  return {
    ...fromKeys(numbers, name => String(settings[name])),
    ...fromKeys(lists, name => typed[name].join('\n')),
    ...fromKeys(choices, name => settings[name]),
    hold_comments: settings.hold_comments,
    name_email_required: settings.name_email_required,
  }
}

/** Takes what was typed, as a browser submits it. */
export function typedDiscussion(field: (name: string) => string): TypedDiscussion {
  return {
    ...fromKeys(numbers, name => field(name).trim()),
    ...fromKeys(lists, name => field(name).replace(/\r\n?/g, '\n')),
    ...fromKeys(choices, name => field(name)),
    hold_comments: field('hold_comments') !== '',
    name_email_required: field('name_email_required') !== '',
  }
}

/** Turns what was typed into rules, or says what to put right, by field. */
export function discussionDraft(typed: TypedDiscussion): DiscussionDraft | { errors: DiscussionErrors } {
  const errors: DiscussionErrors = {}
  for (const name of numbers) {
    const { min, max } = settingKinds[name]
    const value = Number(typed[name])
    if (!/^\d+$/.test(typed[name]) || value < min || value > max) errors[name] = { min, max }
  }
  const words = fromKeys(lists, name => wordList(typed[name]))
  for (const name of lists) {
    const wrong = words[name].find(line => !isLine(name, line)) ?? words[name][maxLines]
    if (wrong !== undefined) errors[name] = { line: wrong }
  }
  const who = choose(settingKinds.who_may_comment.of, typed.who_may_comment)
  const order = choose(settingKinds.thread_order.of, typed.thread_order)
  const first = choose(settingKinds.first_page.of, typed.first_page)
  if (!who) errors.who_may_comment = true
  if (!order) errors.thread_order = true
  if (!first) errors.first_page = true
  if (!who || !order || !first || Object.keys(errors).length > 0) return { errors }
  return {
    settings: {
      ...fromKeys(numbers, name => Number(typed[name])),
      who_may_comment: who,
      thread_order: order,
      first_page: first,
      hold_comments: typed.hold_comments,
      name_email_required: typed.name_email_required,
    },
    discussion: {
      held_words: words.held_words,
      spam_words: words.spam_words,
      blocked_networks: words.blocked_networks,
    },
    blocked: words.blocked_addresses.flatMap(line => Email.parse(line) ?? []),
  }
}

const choose = <C extends string>(of: readonly C[], text: string) => of.find(choice => choice === text)

function isLine(list: ListSetting, line: string): boolean {
  if (list === 'blocked_addresses') return Email.parse(line) !== null
  if (list !== 'blocked_networks') return line.length <= 200 && line.isWellFormed() && !line.includes('\0')
  const [address = '', prefix, more] = line.split('/')
  const bits = isIP(address) === 4 ? 32 : isIP(address) === 6 ? 128 : -1
  return (
    bits > 0 &&
    more === undefined &&
    (prefix === undefined || (/^\d+$/.test(prefix) && Number(prefix) <= bits))
  )
}

function fromKeys<K extends string, V>(keys: readonly K[], value: (key: K) => V): Record<K, V> {
  const record: Partial<Record<K, V>> = {}
  for (const key of keys) record[key] = value(key)
  if (!isWhole(record, keys)) throw new Error('a key was left out')
  return record
}

function isWhole<K extends string, V>(
  record: Partial<Record<K, V>>,
  keys: readonly K[],
): record is Record<K, V> {
  return keys.every(key => key in record)
}
