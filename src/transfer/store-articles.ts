import { isLanguageTag } from '../i18n/messages.ts'
import { sql, type Transaction } from 'kysely'
import type { Actor } from '../accounts/audit-log.ts'
import { now } from '../db/clock.ts'
import type { Database } from '../db/tables.ts'
import { transact } from '../db/transact.ts'
import { checkPost, type PostContent, postLimits } from '../posts/form.ts'
import { writeRevision } from '../posts/revisions.ts'
import { asNew, keepBefore, noteRevision } from '../posts/save.ts'
import { insertPost, updatePost } from '../posts/store.ts'
import { setTranslationKey } from '../posts/translations.ts'
import { withVideos } from '../media/videos.ts'
import type { MadePost } from '../text/make-post.ts'
import { madePost } from '../text/post-thread.ts'
import { beginningOf } from '../text/cut.ts'
import { isSlug, slugFrom, slugOf } from '../urls.ts'
import { authorsNamed } from './authors-named.ts'
import { withKnownFiles } from './files/known-in-article.ts'
import { findKnown, foreignId, hashOf, lockPlace, remember } from './identity.ts'
import { leadFromOld } from './lead-from-old.ts'
import { addressKey } from './old-address.ts'
import { parted } from './parted.ts'
import { readHere, stateHash } from './read-here.ts'
import { leaveOut, listed } from './report.ts'
import type { Found, Run } from './run.ts'
import type { ForeignArticle } from './stream.ts'
import { tidyLine } from './tidy.ts'
import { decodedPath } from '../text/decoded-path.ts'

const actor: Actor = { account: null, name: 'import' }

/** Stores an article, unless it is here as the file has it, or was edited here; and lets its old addresses lead to it. */
export async function bringArticle(run: Run, given: ForeignArticle): Promise<void> {
  const { report } = run
  const named = { ...given, id: ownId(run, given) }
  report.articles.read++
  // Of what the file says: where its pictures are is another matter.
  const digest = hashOf(named)
  const article = await withKnownFiles(run, named)
  const made = await madeBefore(run, article, digest)
  const found = await transact(run.db, trx => storeOne(trx, run, { article, digest, made }))
  if (found === 'refused') {
    leaveOut(report, 'article', article.id, 'refused')
    return
  }
  run.articles.set(article.id, found)
  if (found === null) return
  for (const address of article.addresses) {
    const key = addressKey(address)
    if (key !== null && !run.addresses.has(key)) run.addresses.set(key, found)
  }
  const lost = made?.isPlain ? [...article.lost, 'formatting:'] : article.lost
  if (lost.length > 0 && report.lost.length < listed)
    report.lost.push({ article: article.title || article.id, what: lost })
}

/** Some files use an id twice, for two articles, or give none: then its address tells it from the others. */
function ownId(run: Run, { id, addresses, slug }: ForeignArticle): string {
  const given = foreignId(id)
  if (given !== '' && !run.articles.has(given)) return given
  return foreignId(`${given.slice(0, 200)}~${addressKey(addresses[0] ?? '') ?? slug}`)
}

/** Makes what readers get of an article before its transaction; null where nothing will be written. */
async function madeBefore(run: Run, article: ForeignArticle, digest: Buffer): Promise<MadePost | null> {
  if (run.id === null) return null
  const known = (await findKnown(run.db, run.of, 'article', [article.id])).get(article.id)
  return known?.digest.equals(digest)
    ? null
    : madePost(await withVideos(run.db, writtenOf(run, article)), actor.name)
}

/** Null where it was deleted here. */
async function storeOne(
  trx: Transaction<Database>,
  run: Run,
  { article, digest, made }: { article: ForeignArticle; digest: Buffer; made: MadePost | null },
): Promise<Found | 'refused' | null> {
  const { articles: tally } = run.report
  await lockPlace(trx, run.of)
  const known = (await findKnown(trx, run.of, 'article', [article.id])).get(article.id)
  const here = known && (await readHere(trx, known.local_id))
  if (known && (!here || known.digest.equals(digest) || !stateHash(here.state).equals(known.written))) {
    // Or deleted, or edited here: that stands. What this very import added before it was cut, it added.
    tally[known.import_id === run.id ? 'added' : 'unchanged']++
    return here
      ? {
          post: known.local_id,
          isDraft: here.state.status === 'draft',
          language: here.state.content.language,
        }
      : null
  }
  const content = await contentOf(trx, run, article, here?.state.content.slug ?? null)
  if (content === null) return 'refused'
  const { status } = article
  if (run.id === null) {
    tally[here ? 'updated' : 'added']++
    run.planned.add(content.slug)
    return {
      post: known?.local_id ?? -1 - run.articles.size,
      isDraft: status === 'draft',
      language: content.language,
    }
  }
  // As precise as a file gives a time.
  const { time } = await trx.selectNoFrom(now.as('time')).executeTakeFirstOrThrow()
  const applied = {
    content,
    made: made ?? (await madePost(await withVideos(trx, content), actor.name)),
    status,
    time,
  }
  let post: number | null
  if (here) {
    post = here.row.id
    await keepBefore(trx, here.row, here.state.content)
    await updatePost(
      trx,
      here.row,
      applied,
      await writeRevision(trx, here.row.id, content, { actor, kind: 'save' }),
    )
    tally.updated++
  } else {
    post = await insertPost(trx, applied)
    if (post === null) throw new Error('the address that was free is taken')
    await noteRevision(trx, post, content, actor)
    tally.added++
  }
  if (article.translationKey !== undefined) await setTranslationKey(trx, post, article.translationKey)
  await leadFromOld(trx, article.addresses, { post, slug: content.slug }, run.id)
  const written = await readHere(trx, post)
  await remember(trx, run.of, [
    {
      kind: 'article',
      foreign_id: article.id,
      local_id: post,
      digest,
      written: stateHash(written?.state),
      import_id: run.id,
    },
  ])
  return { post, isDraft: status === 'draft', language: content.language }
}

/** The article as ours; null where even tidied it can't be one. */
async function contentOf(
  trx: Transaction<Database>,
  run: Run,
  article: ForeignArticle,
  slug: string | null,
): Promise<PostContent | null> {
  const checked = checkPost({
    ...asNew,
    ...writtenOf(run, article),
    kind: article.kind,
    slug: slug ?? (await freeSlug(trx, run, article)),
    authors: run.id === null ? [] : await authorsNamed(trx, article.authors),
    comments: article.commentsUntil ?? { until: article.commentsOpen ? 'site' : 'closed' },
    description: article.description ?? null,
    canonical: article.canonical ?? null,
    pinned: article.isPinned ?? false,
    publishedAt: article.publishedAt,
  })
  return 'post' in checked ? checked.post : null
}

/** What its author wrote, as ours may be. */
function writtenOf({ settings }: Run, article: ForeignArticle) {
  const tag = article.language?.replace('_', '-') ?? ''
  const { cover, source } = parted(article)
  const words = tidyLine(article.markdown.replace(/[#>*_`[\]()!~|-]+/g, ' '), 60)
  return {
    title: tidyLine(article.title, postLimits.title) || words || article.id,
    language: isLanguageTag(tag) ? tag : settings.language,
    tags: article.tags.map(tag => tidyLine(tag, postLimits.tag)).slice(0, postLimits.tags),
    source,
    cover,
    excerpt: article.excerpt === null ? null : tidyLine(article.excerpt, postLimits.excerpt) || null,
  }
}

/** The article's slug if it is free, else the same with a number. */
async function freeSlug(
  trx: Transaction<Database>,
  run: Run,
  { slug, title, id }: ForeignArticle,
): Promise<string> {
  const wished =
    [slugFrom(decodedPath(slug)), slugOf(decodedPath(slug)), slugOf(title), `article-${slugOf(id)}`].find(
      isSlug,
    ) ?? 'article'
  const stem = beginningOf(wished, 190).replace(/-+$/, '')
  const taken = await trx
    .selectFrom('posts')
    .select('slug')
    .where(eb =>
      eb.or([
        eb('slug', '=', stem),
        eb(eb.fn<string>('left', ['slug', sql.lit(stem.length + 1)]), '=', `${stem}-`),
      ]),
    )
    .execute()
  const isTaken = (name: string) => taken.some(({ slug }) => slug === name) || run.planned.has(name)
  let free = stem
  for (let number = 2; isTaken(free); number++) free = `${stem}-${number}`
  return free
}
