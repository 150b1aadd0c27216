import type { Period } from '../../src/posts/which.ts'
import type { Author, PostList, Tag } from '../../src/posts/read.ts'
import { isolated } from '../../src/i18n/direction.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import { urls } from '../../src/urls.ts'
import { Named } from '../components/named.tsx'
import { Pager } from '../components/pager.tsx'
import { PostSummary } from '../components/post-summary.tsx'
import type { StructuredData } from '../layouts/document.tsx'
import { Page } from '../layouts/page.tsx'
import type { Shell } from '../layouts/shell.ts'
import { AuthorNote } from './post-article.tsx'

/** What the articles of a list have in common. */
export type ListAbout =
  | { kind: 'tag'; tag: Tag }
  | { kind: 'author'; author: Author }
  | { kind: 'period'; period: Period }

/** A page of a list, with how many there are in all; null where nobody counts. */
export type CountedList = PostList & { count: number | null }

interface HomeProps {
  shell: Shell
  list: CountedList
  page: number
  /** Null lists every article. */
  about: ListAbout | null
  data: readonly StructuredData[]
}

/** The address of a page of a list. */
export function listPath(about: ListAbout | null, page: number): string {
  if (about === null) return urls.home(page)
  if (about.kind === 'tag') return urls.tag(about.tag.slug, page)
  if (about.kind === 'author') return urls.author(about.author.slug, page)
  return urls.archived(about.period, page)
}

/** What a list is called in a tab; names in it stand apart, unless they are told to others. */
function titleOf(
  t: Messages,
  about: ListAbout | null,
  page: number,
  apart: (name: string) => string,
): string | null {
  const title = about === null ? null : nameOf(t, about, apart)
  return page === 1 ? title : t.listing.paged(title ?? t.posts.all, page)
}

function nameOf(t: Messages, about: ListAbout, apart: (name: string) => string): string {
  if (about.kind === 'tag') return t.posts.tagged(apart(about.tag.name))
  if (about.kind === 'author') return t.listing.by(apart(about.author.name))
  const { year, month } = about.period
  return month === null ? t.year(year) : t.month(year, month)
}

const feedOf = (about: ListAbout) =>
  about.kind === 'tag'
    ? urls.tagFeed(about.tag.slug, 'atom')
    : about.kind === 'author'
      ? urls.authorFeed(about.author.slug, 'atom')
      : null

/** What a search engine is told of a list: what its people wrote of it, or else what is on it. */
function descriptionOf({ shell, list, about }: Pick<HomeProps, 'shell' | 'list' | 'about'>): string {
  const { t, site } = shell
  const written =
    about === null
      ? site.tagline
      : about.kind === 'tag'
        ? about.tag.description
        : about.kind === 'author'
          ? about.author.line
          : ''
  const titles = list.posts.slice(0, 5).map(({ title }) => title)
  const name = about === null ? site.title : nameOf(t, about, given => given)
  return written || [name, ...titles].join(' · ')
}

/** The articles, newest first, of all or of some. */
export function HomePage({ shell, list, page, about, data }: HomeProps) {
  const { t, site } = shell
  const plain = (name: string) => name
  const feed = about === null ? urls.commentsFeed('atom') : feedOf(about)
  return (
    <Page
      shell={shell}
      title={titleOf(t, about, page, isolated)}
      description={descriptionOf({ shell, list, about })}
      canonical={listPath(about, page)}
      scripts
      about={{
        site: site.title,
        title: titleOf(t, about, page, plain) ?? site.title,
        type: 'website',
        data,
      }}
      feeds={
        feed === null
          ? []
          : [{ title: about === null ? t.feeds.comments(site.title) : nameOf(t, about, plain), path: feed }]
      }
    >
      <div class="post-list">
        <h1 class={about === null ? 'visually-hidden' : 'list-title'}>
          {about === null ? t.posts.latest : <ListName t={t} about={about} />}
        </h1>
        {about?.kind === 'tag' && about.tag.description ? (
          <p class="list-about" dir="auto">
            {about.tag.description}
          </p>
        ) : null}
        {about?.kind === 'author' ? <AuthorNote author={about.author} isNamed={false} /> : null}
        {list.count === null ? null : <p class="list-count">{t.listing.articles(list.count)}</p>}
        {list.posts.map(post => (
          <PostSummary t={t} post={post} />
        ))}
        {list.posts.length === 0 ? (
          <div class="empty">
            <p>{t.posts.none}</p>
            <p class="hint">{t.posts.noneHint}</p>
          </div>
        ) : null}
        <Pager
          label={t.posts.pages}
          previous={page > 1 ? { href: listPath(about, page - 1), text: t.posts.newer } : null}
          next={list.hasMore ? { href: listPath(about, page + 1), text: t.posts.older } : null}
        />
      </div>
    </Page>
  )
}

function ListName({ t, about }: { t: Messages; about: ListAbout }) {
  if (about.kind === 'tag') return <Named text={t.posts.tagged} name={about.tag.name} />
  if (about.kind === 'author') return <bdi>{about.author.name}</bdi>
  return <>{nameOf(t, about, isolated)}</>
}
