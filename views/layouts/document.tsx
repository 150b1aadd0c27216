import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { directionWithin } from '../../src/i18n/direction.ts'
import { urls } from '../../src/urls.ts'
import type { Shell } from './shell.ts'

interface DocumentProps {
  shell: Pick<Shell, 'language' | 'theme' | 'assets' | 'baseUrl' | 'site' | 'dates'>
  title: string
  description?: string | undefined
  /** The one path this content is known by, or a whole address elsewhere; a page without one is not for search engines. */
  canonical?: string | undefined
  /** The same in each of its languages, where there are several, by path. */
  translations?: readonly { language: string; path: string }[]
  /** What others show of the page where somebody links to it, and what search engines read of it. */
  about?: AboutPage | undefined
  /** What the page can be followed by. */
  feeds?: readonly FeedLink[]
  /** The address of a stylesheet besides the one of every page. */
  stylesheet?: string
  /** The address of a module, for what scripts can shorten. */
  script?: string | undefined
  children: Child
}

/** What a page is, in the words of the Open Graph protocol and of schema.org. */
export interface AboutPage {
  site: string
  title: string
  type: 'website' | 'article'
  /** The whole address of a picture. */
  image?: string | null
  /** What it shows. */
  imageAlt?: string
  published?: Date | null
  updated?: Date
  tags?: readonly string[]
  /** As JSON-LD, one document each. */
  data: readonly StructuredData[]
}

export type StructuredData = Readonly<Record<string, unknown>>

/** A feed in Atom, by its path. */
export interface FeedLink {
  title: string
  path: string
}

/** The HTML document around every page. */
export function Document(props: DocumentProps) {
  const { shell, title, description, canonical, about, feeds = [], stylesheet, script, children } = props
  return (
    <>
      {raw('<!doctype html>')}
      <html
        lang={shell.language}
        dir={directionWithin(shell.language, 'en')}
        data-theme={shell.theme === 'system' ? undefined : shell.theme}
        data-dates={shell.dates === 'long' ? undefined : shell.dates}
      >
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{title}</title>
          {description ? <meta name="description" content={description} /> : null}
          {canonical ? (
            <link rel="canonical" href={absolute(canonical, shell.baseUrl)} />
          ) : (
            <meta name="robots" content="noindex" />
          )}
          {canonical
            ? props.translations?.map(({ language, path }) => (
                <link rel="alternate" hreflang={language} href={absolute(path, shell.baseUrl)} />
              ))
            : null}
          {about && canonical ? (
            <About about={about} description={description} page={absolute(canonical, shell.baseUrl)} />
          ) : null}
          {feeds.map(feed => (
            <link rel="alternate" type="application/atom+xml" title={feed.title} href={feed.path} />
          ))}
          <meta name="color-scheme" content={shell.theme === 'system' ? 'light dark' : shell.theme} />
          <link rel="stylesheet" href={shell.assets.css} />
          {stylesheet ? <link rel="stylesheet" href={stylesheet} /> : null}
          {shell.site.accent ? (
            <link rel="stylesheet" href={urls.accent(shell.assets.version, shell.site.accent)} />
          ) : null}
          <link rel="icon" href={shell.site.icon.href} type={shell.site.icon.type} />
          <link rel="apple-touch-icon" href={urls.touchIcon} />
          {script ? <script type="module" src={script}></script> : null}
        </head>
        <body>{children}</body>
      </html>
    </>
  )
}

const absolute = (address: string, base: string) => (address.startsWith('/') ? base + address : address)

interface AboutProps {
  about: AboutPage
  description: string | undefined
  page: string
}

function About({ about, description, page }: AboutProps) {
  return (
    <>
      <meta property="og:type" content={about.type} />
      <meta property="og:site_name" content={about.site} />
      <meta property="og:title" content={about.title} />
      {description ? <meta property="og:description" content={description} /> : null}
      <meta property="og:url" content={page} />
      {about.image ? <meta property="og:image" content={about.image} /> : null}
      {about.image && about.imageAlt ? <meta property="og:image:alt" content={about.imageAlt} /> : null}
      <meta name="twitter:card" content={about.image ? 'summary_large_image' : 'summary'} />
      {about.published ? (
        <meta property="article:published_time" content={about.published.toISOString()} />
      ) : null}
      {about.updated ? <meta property="article:modified_time" content={about.updated.toISOString()} /> : null}
      {about.tags?.map(tag => (
        <meta property="article:tag" content={tag} />
      ))}
      {about.data.map(data => (
        <DataBlock data={data} />
      ))}
    </>
  )
}

/** Data, which no browser runs. With its `<` written otherwise nothing in it can end it, or begin a comment. */
function DataBlock({ data }: { data: StructuredData }) {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c')
  return <script type="application/ld+json">{raw(json)}</script>
}
