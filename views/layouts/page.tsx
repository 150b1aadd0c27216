import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Messages } from '../../src/i18n/messages.ts'
import { urls } from '../../src/urls.ts'
import { Preferences } from '../components/preferences.tsx'

export type Theme = 'system' | 'light' | 'dark'

/** What every page is made with: who reads it, and the site it belongs to. */
export interface Shell {
  t: Messages
  language: string
  languages: readonly { tag: string; name: string }[]
  theme: Theme
  site: { title: string; tagline: string }
  assets: { css: string; js: string; icon: string }
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
  hasComments = false,
  children,
}: PageProps) {
  const { t, site, assets } = shell
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={shell.language} data-theme={shell.theme === 'system' ? undefined : shell.theme}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{title === null ? site.title : t.titleOf(title, site.title)}</title>
          {description ? <meta name="description" content={description} /> : null}
          {canonical ? (
            <link rel="canonical" href={shell.baseUrl + canonical} />
          ) : (
            <meta name="robots" content="noindex" />
          )}
          <meta name="color-scheme" content={shell.theme === 'system' ? 'light dark' : shell.theme} />
          <link rel="stylesheet" href={assets.css} />
          <link rel="icon" href={assets.icon} type="image/svg+xml" />
          {scripts ? <script type="module" src={assets.js}></script> : null}
        </head>
        <body>
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
        </body>
      </html>
    </>
  )
}
