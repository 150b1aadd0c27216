import type { Child } from 'hono/jsx'
import type { Role } from '../../src/db/account-tables.ts'
import { urls } from '../../src/urls.ts'
import { Preferences } from '../components/preferences.tsx'
import { Document } from './document.tsx'
import type { Shell } from './page.tsx'

/** What an admin page is made with besides what every page is. */
export interface AdminShell extends Shell {
  person: { name: string; role: Role }
  managesPeople: boolean
  changesSettings: boolean
  answersForReaders: boolean
}

interface AdminPageProps {
  shell: AdminShell
  title: string
  /** Which entry of the navigation this is. */
  here: 'queue' | 'articles' | 'log' | 'discussion' | 'readers' | 'people' | 'account'
  scripts?: boolean
  /** The address of another module that this page needs. */
  script?: string | undefined
  children: Child
}

/** The frame of every page for the people who run the blog. */
export function AdminPage({ shell, title, here, scripts = false, script, children }: AdminPageProps) {
  const { t, site, assets, person } = shell
  const entry = (name: AdminPageProps['here'], href: string, text: string) => (
    <li>
      <a href={href} aria-current={name === here ? 'page' : undefined}>
        {text}
      </a>
    </li>
  )
  return (
    <Document
      shell={shell}
      title={t.titleOf(title, site.title)}
      stylesheet={assets.adminCss}
      script={scripts ? assets.adminJs : script}
    >
      <a class="skip-link" href="#content">
        {t.site.skipToContent}
      </a>
      <header class="admin-header">
        <a class="admin-site" href={urls.home()}>
          {site.title}
        </a>
        <nav class="admin-nav" aria-label={t.admin.nav}>
          <ul>
            {entry('queue', urls.admin.queue(), t.admin.queue)}
            {entry('articles', urls.admin.articles(), t.admin.articles.nav)}
            {entry('log', urls.admin.log(), t.admin.log)}
            {shell.changesSettings ? entry('discussion', urls.admin.discussion, t.admin.discussion) : null}
            {shell.answersForReaders ? entry('readers', urls.admin.readers, t.admin.readers.nav) : null}
            {shell.managesPeople ? entry('people', urls.admin.people, t.admin.people) : null}
            {entry('account', urls.admin.account(), person.name)}
          </ul>
        </nav>
        <form class="sign-out" method="post" action={urls.signOut}>
          <button class="quiet-button" type="submit">
            {t.signIn.signOut}
          </button>
        </form>
      </header>
      <main class="admin" id="content" tabindex={-1}>
        {children}
      </main>
      <footer class="site-footer">
        <Preferences shell={shell} />
      </footer>
    </Document>
  )
}
