import { raw } from 'hono/html'
import { urls } from '../../src/urls.ts'
import type { TextFacts } from '../../src/posts/article.ts'
import type { Author, PublishedPost } from '../../src/posts/read.ts'
import type { Translation } from '../../src/posts/translations.ts'
import { directionWithin } from '../../src/i18n/direction.ts'
import { ownNameOf } from '../../src/i18n/own-name.ts'
import { CoverPicture } from '../components/cover.tsx'
import { TagList } from '../components/tag-list.tsx'
import type { Shell } from '../layouts/shell.ts'

/** What of an article its text is shown with. */
export type ShownPost = Pick<
  PublishedPost,
  | 'title'
  | 'language'
  | 'html'
  | 'cover'
  | 'published_at'
  | 'updated_at'
  | 'comment_count'
  | 'tags'
  | 'authors'
>

export interface PostArticleProps {
  shell: Pick<Shell, 't' | 'language'>
  post: ShownPost
  facts: TextFacts
  /** The article in each of its languages, its own among them. */
  translations?: readonly Translation[]
  /** Whether the page has a form for comments. */
  toForm: boolean
}

/** An article by itself, as readers see it and as its author does before. */
export function PostArticle({ shell, post, facts: known, translations = [], toForm }: PostArticleProps) {
  const { t } = shell
  const facts = directionWithin(shell.language, post.language)
  const published = post.published_at
  const others = translations.filter(({ language }) => language !== post.language)
  const isUpdated = published !== null && post.updated_at.getTime() - published.getTime() > 86_400_000
  return (
    <article class="post" lang={post.language} dir={directionWithin(post.language, shell.language)}>
      <header
        class="post-header"
        data-copy={t.article.copy}
        data-copied={t.article.copied}
        data-share={t.article.share}
        data-close={t.article.close}
      >
        <h1>{post.title}</h1>
        <p class="post-facts" lang={shell.language}>
          {post.authors.length > 0 ? <Authors authors={post.authors} /> : null}
          {published ? (
            <time datetime={published.toISOString()} dir={facts}>
              {t.date(published)}
            </time>
          ) : null}
          {isUpdated ? <span dir={facts}>{t.posts.updated(t.date(post.updated_at))}</span> : null}
          <span dir={facts}>{t.article.minutes(known.minutes)}</span>
          {post.comment_count > 0 ? (
            <a href="#comments" dir={facts}>
              {t.comments.count(post.comment_count)}
            </a>
          ) : null}
          {toForm ? (
            <a href="#comment-form" dir={facts} data-write>
              {t.form.heading}
            </a>
          ) : null}
        </p>
        {others.length > 0 ? (
          <p class="post-facts post-languages" lang={shell.language}>
            <span dir={facts}>
              {t.article.alsoIn}{' '}
              {others.map(({ slug, language }, index) => (
                <>
                  {index === 0 ? null : ', '}
                  <a href={urls.post(slug)} lang={language} hreflang={language} rel="alternate">
                    {ownNameOf(language)}
                  </a>
                </>
              ))}
            </span>
          </p>
        ) : null}
      </header>
      {post.cover ? (
        <div class="post-cover">
          <CoverPicture cover={post.cover} sizes="(min-width: 62rem) 60rem, 100vw" />
        </div>
      ) : null}
      {known.contents.length > 0 ? <Contents shell={shell} contents={known.contents} /> : null}
      <div class="prose">{raw(post.html)}</div>
      <footer class="post-footer">
        <TagList t={t} tags={post.tags} language={post.language} />
        <AboutAuthors authors={post.authors} />
      </footer>
    </article>
  )
}

/** Beside a wide column it is open, by the stylesheet; elsewhere who wants it opens it. */
function Contents({
  shell,
  contents,
}: { shell: Pick<Shell, 't' | 'language'> } & Pick<TextFacts, 'contents'>) {
  return (
    <nav class="contents" aria-labelledby="contents-heading">
      <details>
        <summary id="contents-heading" lang={shell.language}>
          {shell.t.article.contents}
        </summary>
        <ol>
          {contents.map(({ id, text, level }) => (
            <li class={level === 3 ? 'is-deeper' : undefined}>
              <a href={`#${id}`}>{text}</a>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  )
}

function Authors({ authors }: Pick<ShownPost, 'authors'>) {
  return (
    <span class="post-authors">
      {authors.map(({ name, slug }, index) => (
        <>
          {index === 0 ? null : ', '}
          <a href={urls.author(slug)} rel="author">
            <bdi>{name}</bdi>
          </a>
        </>
      ))}
    </span>
  )
}

/** Those who say something of themselves. */
function AboutAuthors({ authors }: Pick<ShownPost, 'authors'>) {
  return authors
    .filter(({ line, links, picture }) => line !== '' || links.length > 0 || picture)
    .map(author => <AuthorNote author={author} isNamed />)
}

/** What an author says of themselves, under their name or where that is said already; nothing where they say nothing. */
export function AuthorNote({ author, isNamed }: { author: Author; isNamed: boolean }) {
  const { name, slug, line, links, picture } = author
  if (!isNamed && line === '' && links.length === 0 && !picture) return null
  return (
    <div class="author">
      {picture ? (
        <img src={urls.media(picture.hash, picture.file)} alt="" width={64} height={64} loading="lazy" />
      ) : null}
      <div>
        {isNamed ? (
          <p class="author-name">
            <a href={urls.author(slug)}>
              <bdi>{name}</bdi>
            </a>
          </p>
        ) : null}
        {line === '' ? null : <p dir="auto">{line}</p>}
        {links.length === 0 ? null : (
          <p class="author-links">
            {links.map(link => (
              <a href={link} rel="me noopener">
                {link.replace(/^https?:\/\/(?:www\.)?|\/$/g, '')}
              </a>
            ))}
          </p>
        )}
      </div>
    </div>
  )
}
