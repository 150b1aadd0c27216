import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../db/tables.ts'
import { senderAt, senderOf } from '../readers/sender.ts'
import type { Lesson, Model, Weight } from './model.ts'
import type { Said } from './tokens.ts'
import { approvedLooked } from './verdict.ts'

/** A decision as it is kept: its lesson with the comment that it is about. */
export interface KeptLesson extends Lesson {
  id: number
  comment: number
}

/** What all scores are made with, and compared with. */
export interface State {
  salt: string
  senderKeys: string[]
  bias: number
  spam: number
  ham: number
  cut: number
  /** Whether the site wants to learn: the setting `learn_spam`. */
  isOn: boolean
}

/** Locks what is learned, before anything of it is read to be changed: two who learn do it one after the other. */
export async function lockState(trx: Transaction<Database>): Promise<State> {
  const locked = await lockRow(trx).executeTakeFirst()
  if (locked) return locked
  await trx
    .insertInto('private.spam_state')
    .defaultValues()
    .onConflict(conflict => conflict.doNothing())
    .execute()
  return lockRow(trx).executeTakeFirstOrThrow()
}

const lockRow = (trx: Transaction<Database>) =>
  trx
    .selectFrom('private.spam_state as s')
    .select(['s.salt', 's.sender_keys as senderKeys', 's.bias', 's.spam', 's.ham', 's.cut'])
    .select(
      sql<boolean>`not exists (
        select from private.settings where name = 'learn_spam' and value = 'false'::jsonb)`.as('isOn'),
    )
    .forUpdate('s')

/** A comment with its words, if they are there, and with what was learned from it. */
export interface Studied {
  comment: number
  /** Null where there is nothing to learn from: its words are gone, or they are those of the blog's people. */
  said: Said | null
  /** The score that it came with; null where it was not judged. */
  score: number | null
  known: KeptLesson | null
}

/** Reads comments for who learns, in the order in which they are named, with the scores of the last approved ones. */
export async function study(
  trx: Transaction<Database>,
  comments: readonly number[],
): Promise<{ studied: Studied[]; approved: Map<number, number> }> {
  const rows = await trx
    .selectFrom(
      sql<{ id: number; place: number }>`unnest(${[...comments]}::bigint[]) with ordinality`.as<'n'>(
        sql`n(id, place)`,
      ),
    )
    .leftJoin('comments as c', join =>
      join.onRef('c.id', '=', 'n.id').on('c.status', '<>', 'withdrawn').on('c.is_staff', '=', false),
    )
    .leftJoin('private.spam_verdicts as v', 'v.comment_id', 'n.id')
    .leftJoin('private.spam_decisions as d', 'd.comment_id', 'n.id')
    .select(['n.id as comment', 'c.source', 'c.name', 'c.website', 'v.score'])
    .select(['d.id', 'd.is_spam', 'd.step', 'd.tokens'])
    .select(senderOf(sql<number>`c.id`).as('sender'))
    .select(lastApproved.as('approved'))
    .orderBy('n.place')
    .execute()
  const approved = rows[0]?.approved ?? []
  return {
    approved: new Map(approved.map(([id = 0, score = 0]) => [id, score])),
    studied: rows.map(({ comment, source, name, website, sender, score, id, is_spam, step, tokens }) => ({
      comment,
      said:
        source === null || name === null
          ? null
          : { text: source, name, website, from: sender && senderAt(sender.ip, sender.contact) },
      score,
      known:
        id === null || is_spam === null || step === null || tokens === null
          ? null
          : { id, comment, isSpam: is_spam, step, tokens },
    })),
  }
}

const lastApproved = sql<number[][]>`(
  select coalesce(jsonb_agg(jsonb_build_array(id, score) order by id desc), '[]') from (
    select id, score from private.spam_decisions where not is_spam order by id desc limit ${sql.lit(approvedLooked)}) a)`

const lessons = (trx: Transaction<Database>) =>
  trx
    .selectFrom('private.spam_decisions as d')
    .select(['d.id', 'd.comment_id as comment', 'd.is_spam as isSpam', 'd.step', 'd.tokens'])

/** The lessons that were learned first. */
export const oldestLessons = (trx: Transaction<Database>, count: number): Promise<KeptLesson[]> =>
  lessons(trx).orderBy('d.id').limit(count).execute()

/** Some of the last lessons, by chance. */
export const someLessons = (
  trx: Transaction<Database>,
  { count, ofLast }: { count: number; ofLast: number },
): Promise<KeptLesson[]> =>
  lessons(trx)
    .where(
      sql<boolean>`d.id = any(array(select id from (
        select id from private.spam_decisions order by id desc limit ${ofLast}) l order by random() limit ${count}))`,
    )
    .execute()

/** The weights of those tokens that are known. */
export async function readWeights(
  db: Kysely<Database>,
  tokens: Iterable<number>,
): Promise<Map<number, Weight>> {
  const rows = await db
    .selectFrom('private.spam_tokens')
    .selectAll()
    .where('hash', '=', sql<number>`any(${[...tokens]}::bigint[])`)
    .execute()
  return new Map(rows.map(({ hash, ...weight }) => [hash, weight]))
}

/** What is to be written down, all of it in one go. */
interface Changes {
  model: Model
  cut: number
  /** Tokens whose weights may have changed; those that the model has no more are deleted. */
  touched: ReadonlySet<number>
  /** Lessons that were taken back, by their ids. */
  forgotten: readonly number[]
  /** Steps of earlier lessons. */
  repeated: readonly KeptLesson[]
  learned: readonly { comment: number; score: number; lesson: Lesson }[]
}

/** Writes down what was learned and forgotten. */
export async function saveLessons(trx: Transaction<Database>, changes: Changes): Promise<void> {
  const { model, cut, touched, forgotten, repeated, learned } = changes
  const gone = [...touched].filter(hash => !model.weights.has(hash))
  if (forgotten.length > 0)
    await sql`
      with tokens as (delete from private.spam_tokens where hash = any(${gone}::bigint[]))
      delete from private.spam_decisions where id = any(${[...forgotten]}::bigint[])`.execute(trx)
  const kept = [...touched].flatMap(hash => {
    const weight = model.weights.get(hash)
    return weight ? [{ hash, ...weight }] : []
  })
  const { bias, spam, ham } = model
  await sql`
    with learned as (${inserted(learned)}), steps as (
      update private.spam_decisions d set step = n.step
      from unnest(${repeated.map(({ id }) => id)}::bigint[], ${repeated.map(({ step }) => step)}::float8[]) as n (id, step)
      where d.id = n.id
    ), weights as (
      insert into private.spam_tokens as t (hash, w, spam, ham)
      select * from unnest(
        ${kept.map(({ hash }) => hash)}::bigint[], ${kept.map(({ w }) => w)}::float8[],
        ${kept.map(({ spam }) => spam)}::bigint[], ${kept.map(({ ham }) => ham)}::bigint[]
      ) as n (hash, w, spam, ham) order by hash
      on conflict (hash) do update set w = excluded.w, spam = excluded.spam, ham = excluded.ham
    )
    update private.spam_state set bias = ${bias}, spam = ${spam}, ham = ${ham}, cut = ${cut}`.execute(trx)
}

const inserted = (learned: Changes['learned']) =>
  learned.length === 0
    ? sql`select`
    : sql`insert into private.spam_decisions (comment_id, is_spam, step, score, tokens)
        values ${sql.join(
          learned.map(
            ({ comment, score, lesson: { isSpam, step, tokens } }) =>
              sql`(${comment}::bigint, ${isSpam}::boolean, ${step}::float8, ${score}::float8, ${[...tokens]}::bigint[])`,
          ),
        )}`
