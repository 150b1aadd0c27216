import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { directionWithin } from '../../src/i18n/direction.ts'
import { urls } from '../../src/urls.ts'
import { html } from '../html.ts'
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
  const { shell, children } = props
  return (
    <>
      {raw('<!doctype html>')}
      <html
        lang={shell.language}
        dir={directionWithin(shell.language, 'en')}
        data-theme={shell.theme === 'system' ? undefined : shell.theme}
        data-dates={shell.dates === 'long' ? undefined : shell.dates}
      >
        <head>{headOf(props)}</head>
        <body>{children}</body>
      </html>
    </>
  )
}

/**
 * What stands in the head, as templates: of elements that may stand there only, the library keeps a list for each page, and
 * looks through all of the page's HTML for where they belong.
 */
function headOf({ shell, title, description, canonical, about, feeds = [], ...rest }: DocumentProps) {
  const { stylesheet, script } = rest
  const page = canonical && absolute(canonical, shell.baseUrl)
  const translations = canonical
    ? rest.translations?.map(
        ({ language, path }) =>
          html`<link rel="alternate" hreflang="${language}" href="${absolute(path, shell.baseUrl)}"/>`,
      )
    : null
  const feedLinks = feeds.map(
    feed =>
      html`<link rel="alternate" type="application/atom+xml" title="${feed.title}" href="${feed.path}"/>`,
  )
  const { accent, icon } = shell.site
  const looks = html`<meta name="color-scheme" content="${shell.theme === 'system' ? 'light dark' : shell.theme}"/><link rel="stylesheet" href="${shell.assets.css}"/>${stylesheet && sheet(stylesheet)}${accent && sheet(urls.accent(shell.assets.version, accent))}<link rel="icon" href="${icon.href}" type="${icon.type}"/><link rel="apple-touch-icon" href="${urls.touchIcon}"/>`
  const known = page
    ? html`<link rel="canonical" href="${page}"/>`
    : html`<meta name="robots" content="noindex"/>`
  return html`<meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><title>${title}</title>${named('description', description)}${known}${translations}${about && page ? aboutPage(about, description, page) : null}${feedLinks}${looks}${script && html`<script type="module" src="${script}"></script>`}`
}

const absolute = (address: string, base: string) => (address.startsWith('/') ? base + address : address)

const sheet = (href: string) => html`<link rel="stylesheet" href="${href}"/>`

const named = (name: string, content: string | undefined) =>
  content ? html`<meta name="${name}" content="${content}"/>` : null

const property = (name: string, content: string | null | undefined) =>
  content ? html`<meta property="${name}" content="${content}"/>` : html``

function aboutPage(about: AboutPage, description: string | undefined, page: string) {
  const { image, published, updated } = about
  return html`${property('og:type', about.type)}${property('og:site_name', about.site)}${property('og:title', about.title)}${property('og:description', description)}${property('og:url', page)}${property('og:image', image)}${image ? property('og:image:alt', about.imageAlt) : null}${named('twitter:card', image ? 'summary_large_image' : 'summary')}${property('article:published_time', published?.toISOString())}${property('article:modified_time', updated?.toISOString())}${about.tags?.map(tag => property('article:tag', tag))}${about.data.map(dataBlock)}`
}

/** Data, which no browser runs. With its `<` written otherwise nothing in it can end it, or begin a comment. */
function dataBlock(data: StructuredData) {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c')
  return html`<script type="application/ld+json">${raw(json)}</script>`
}
