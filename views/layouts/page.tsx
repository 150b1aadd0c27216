import type { Child } from 'hono/jsx'
import type { Messages } from '../../src/i18n/messages.ts'
import { urls } from '../../src/urls.ts'
import { Preferences } from '../components/preferences.tsx'
import { Document } from './document.tsx'

export type Theme = 'system' | 'light' | 'dark'

/** What every page is made with: who reads it, and the site it belongs to. */
export interface Shell {
  t: Messages
  language: string
  languages: readonly { tag: string; name: string }[]
  theme: Theme
  site: { title: string; tagline: string }
  assets: { css: string; js: string; icon: string; adminCss: string; adminJs: string; passkeysJs: string }
  baseUrl: string
  /** Where the preferences form leads back to. */
  path: string
}

interface PageProps {
  shell: Shell
  /** Null on the home page. */
  title: string | null
  /** Before the title in the tab, such as an error. */
  description?: string
  /** The one address this content is known by; a page without one is not for search engines. */
  canonical?: string
  scripts?: boolean
  /** The address of another module that this page needs. */
  script?: string
  hasComments?: boolean
  children: Child
}

/** The frame of every page that a reader sees. */
export function Page({
  shell,
  title,
  description,
  canonical,
  scripts = false,
  script,
  hasComments = false,
  children,
}: PageProps) {
  const { t, site, assets } = shell
  return (
    <Document
      shell={shell}
      title={title === null ? site.title : t.titleOf(title, site.title)}
      description={description}
      canonical={canonical}
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
      <header class="site-header">
        <a class="site-title" href={urls.home()}>
          {site.title}
        </a>
        {site.tagline ? <p class="site-tagline">{site.tagline}</p> : null}
      </header>
      <main id="content" tabindex={-1}>
        {children}
      </main>
      <footer class="site-footer">
        <Preferences shell={shell} />
        <p class="powered-by">{t.site.poweredBy}</p>
      </footer>
    </Document>
  )
}
