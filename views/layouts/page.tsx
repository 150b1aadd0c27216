import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { isolated } from '../../src/i18n/direction.ts'
import { urls } from '../../src/urls.ts'
import { Preferences } from '../components/preferences.tsx'
import { SearchInHeader } from '../components/search-form.tsx'
import { keptPart } from '../kept.ts'
import { type AboutPage, Document, type FeedLink } from './document.tsx'
import type { Shell } from './shell.ts'

interface PageProps {
  shell: Shell
  /** Null on the home page. */
  title: string | null
  /** Before the title in the tab, such as an error. */
  description?: string
  /** The one address this content is known by; a page without one is not for search engines. */
  canonical?: string
  about?: AboutPage
  /** The same in each of its languages, where there are several, by path. */
  translations?: readonly { language: string; path: string }[]
  /** What this page can be followed by besides the feed of the blog. */
  feeds?: readonly FeedLink[]
  scripts?: boolean
  /** The address of another module that this page needs. */
  script?: string
  hasComments?: boolean
  /** Whether the header has a field for a search; not where the page has one. */
  hasSearch?: boolean
  /** Where this person may edit what the page shows. */
  edit?: string | null
  children: Child
}

/** The frame of every page that a reader sees. */
export function Page({
  shell,
  title,
  description,
  canonical,
  about,
  translations = [],
  feeds = [],
  scripts = false,
  script,
  hasComments = false,
  hasSearch = true,
  edit = null,
  children,
}: PageProps) {
  const { t, site, assets } = shell
  return (
    <Document
      shell={shell}
      title={title === null ? site.title : t.titleOf(isolated(title), isolated(site.title))}
      description={description}
      canonical={canonical}
      about={about}
      translations={translations}
      feeds={[{ title: site.title, path: urls.feed('atom') }, ...feeds]}
      script={scripts ? assets.js : script}
    >
      <a class="skip-link" href="#content">
        {t.site.skipToContent}
      </a>
      {hasComments ? (
        <a class="skip-link" href="#comments">
          {t.site.skipToComments}
        </a>
      ) : null}
      {shell.staff ? <StaffBar shell={shell} writes={shell.staff.writes} edit={edit} /> : null}
      <header class="site-header">
        <SiteTitle site={site} />
        {site.tagline ? (
          <p class="site-tagline" dir="auto">
            {site.tagline}
          </p>
        ) : null}
        {hasSearch ? keptPart(t, 'search', () => <SearchInHeader t={t} />) : null}
        <SiteNavigation shell={shell} />
        {/* On paper the links to the other pages of a conversation say no more than their paths. */}
        {hasComments ? <p class="site-address">{shell.baseUrl + shell.path}</p> : null}
      </header>
      <main id="content" tabindex={-1}>
        {children}
      </main>
      <footer class="site-footer">
        {site.footer ? (
          <div class="site-footer-text" dir="auto">
            {raw(site.footer)}
          </div>
        ) : null}
        <Preferences shell={shell} />
        {keptPart(t, 'ways', () => (
          <Ways t={t} />
        ))}
      </footer>
    </Document>
  )
}

/** What every page leads to. */
function Ways({ t }: Pick<Shell, 't'>) {
  return (
    <p class="powered-by">
      <a href={urls.feed('atom')}>{t.feeds.link}</a> · <a href={urls.archive}>{t.listing.archive}</a> ·{' '}
      <a href={urls.privacy}>{t.privacy.link}</a> · {t.site.poweredBy}
    </p>
  )
}

function SiteTitle({ site: { title, logo } }: Pick<Shell, 'site'>) {
  return (
    <a class="site-title" href={urls.home()}>
      {logo ? <img src={logo.src} width={logo.width} height={logo.height} alt={title} /> : <bdi>{title}</bdi>}
    </a>
  )
}

function SiteNavigation({ shell: { t, site, path } }: { shell: Shell }) {
  if (site.navigation.length === 0) return null
  return (
    <nav class="site-nav" aria-label={t.site.navigation}>
      <ul>
        {site.navigation.map(({ text, href }) => (
          <li>
            <a href={href} aria-current={href === path ? 'page' : undefined}>
              <bdi>{text}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The ways behind the page, for those who run the blog. */
function StaffBar({ shell, writes, edit }: { shell: Shell; writes: boolean; edit: string | null }) {
  const { writing } = shell.t
  return (
    <nav class="staff-bar" aria-label={writing.staffBar}>
      <a href={urls.admin.home}>{writing.admin}</a>
      {writes ? <a href={urls.admin.newPost}>{writing.write}</a> : null}
      {edit ? <a href={edit}>{writing.edit}</a> : null}
    </nav>
  )
}
