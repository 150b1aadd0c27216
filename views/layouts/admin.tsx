import type { Child } from 'hono/jsx'
import type { Right } from '../../src/accounts/roles.ts'
import type { Role } from '../../src/db/account-tables.ts'
import { isolated } from '../../src/i18n/direction.ts'
import { urls } from '../../src/urls.ts'
import { Preferences } from '../components/preferences.tsx'
import { Document } from './document.tsx'
import type { Shell } from './shell.ts'

/** What an admin page is made with besides what every page is. */
export interface AdminShell extends Shell {
  person: { name: string; role: Role }
  /** What this person may do: the navigation leads to nothing else. */
  rights: readonly Right[]
}

/** The entries of the navigation by group; the first of a group that somebody may open is its door. */
const groups = {
  start: ['home'],
  comments: ['queue', 'log', 'blocks', 'replies', 'figures'],
  articles: ['articles', 'media', 'tags', 'addresses'],
  settings: ['settings', 'discussion'],
  people: ['people', 'readers'],
  system: ['system', 'imports'],
} as const

type Group = keyof typeof groups
type Entry = (typeof groups)[Group][number]

interface AdminPageProps {
  shell: AdminShell
  title: string
  /** Which entry of the navigation this is. */
  here: Entry | 'account'
  scripts?: boolean
  /** The address of another module that this page needs. */
  script?: string | undefined
  children: Child
}

/** The frame of every page for the people who run the blog. */
export function AdminPage({ shell, title, here, scripts = false, script, children }: AdminPageProps) {
  const { t, site, assets } = shell
  const shown = shownTo(shell)
  return (
    <Document
      shell={shell}
      title={t.titleOf(isolated(title), isolated(site.title))}
      stylesheet={assets.adminCss}
      script={scripts ? assets.adminJs : script}
    >
      <a class="skip-link" href="#content">
        {t.site.skipToContent}
      </a>
      <header class="admin-header">
        <a class="admin-site" href={urls.home()}>
          <bdi>{site.title}</bdi>
        </a>
        <Navigation shell={shell} here={here} shown={shown} />
        {shell.rights.includes('write own') ? (
          <a class="admin-write" href={urls.admin.newPost}>
            {t.writing.write}
          </a>
        ) : null}
        <SignOut t={t} />
        <Menu shell={shell} here={here} shown={shown} />
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

interface HereProps {
  shell: AdminShell
  here: AdminPageProps['here']
}

interface WaysProps extends HereProps {
  shown: readonly ShownGroup[]
}

/** A row of groups, and under it the entries of the one that somebody is in. On a phone the groups are in the menu. */
function Navigation({ shell, here, shown }: WaysProps) {
  const within = shown.find(({ entries }) => entries.some(({ name }) => name === here))
  return (
    <nav class="admin-nav" aria-label={shell.t.admin.nav}>
      <ul class="admin-groups">
        {shown.map(({ group, entries: [door] }) =>
          door ? (
            <li>
              <a
                href={door.href}
                aria-current={door.name === here ? 'page' : within?.group === group ? 'true' : undefined}
              >
                {door.text}
              </a>
            </li>
          ) : null,
        )}
        <li class="admin-account">
          <Account shell={shell} here={here} />
        </li>
      </ul>
      {within && within.entries.length > 1 ? (
        <ul class="admin-entries">
          <Entries entries={within.entries} here={here} />
        </ul>
      ) : null}
    </nav>
  )
}

/** Every entry at once, for a screen without room for a row of them. */
function Menu({ shell, here, shown }: WaysProps) {
  const { t } = shell
  return (
    <details class="admin-menu">
      <summary class="quiet-button">{t.admin.menu}</summary>
      <nav aria-label={t.admin.menu}>
        {shown.map(({ entries }) => (
          <ul>
            <Entries entries={entries} here={here} />
          </ul>
        ))}
        <div class="admin-self">
          <Account shell={shell} here={here} />
          <SignOut t={t} />
        </div>
      </nav>
    </details>
  )
}

function Entries({ entries, here }: { entries: readonly Shown[]; here: AdminPageProps['here'] }) {
  return (
    <>
      {entries.map(({ name, href, text }) => (
        <li>
          <a href={href} aria-current={name === here ? 'page' : undefined}>
            {text}
          </a>
        </li>
      ))}
    </>
  )
}

function Account({ shell: { person }, here }: HereProps) {
  return (
    <a href={urls.admin.account()} aria-current={here === 'account' ? 'page' : undefined}>
      <bdi>{person.name}</bdi>
    </a>
  )
}

function SignOut({ t }: Pick<AdminShell, 't'>) {
  return (
    <form class="sign-out" method="post" action={urls.signOut}>
      <button class="quiet-button" type="submit">
        {t.signIn.signOut}
      </button>
    </form>
  )
}

const groupNames = ['start', 'comments', 'articles', 'settings', 'people', 'system'] as const

type Shown = NonNullable<ReturnType<typeof entryOf>>

interface ShownGroup {
  group: Group
  entries: Shown[]
}

/** The groups in which somebody may go anywhere. */
const shownTo = (shell: AdminShell): ShownGroup[] =>
  groupNames
    .map(group => ({
      group,
      entries: groups[group].map(name => entryOf(shell, name)).filter(entry => entry !== null),
    }))
    .filter(({ entries }) => entries.length > 0)

/** Where an entry leads and what it is called; null for who may not go there. */
function entryOf({ t, rights }: AdminShell, name: Entry) {
  const { admin } = urls
  const entries: Record<Entry, [href: string, text: string, needed?: Right]> = {
    home: [admin.home, t.writing.home.nav, 'write own'],
    queue: [admin.queue(), t.admin.queue],
    log: [admin.log(), t.admin.log],
    replies: [admin.replies, t.person.replies],
    figures: [admin.figures, t.person.figures],
    blocks: [admin.blocks, t.blocks.blocks, 'moderate all'],
    articles: [admin.posts(), t.admin.articles.nav],
    media: [admin.media(), t.media.nav, 'add media'],
    tags: [admin.tags(), t.names.tags.nav, 'write all'],
    addresses: [admin.addresses(), t.names.addresses.nav, 'write all'],
    settings: [admin.settings(), t.settings.nav, 'change settings'],
    discussion: [admin.discussion, t.admin.discussion, 'change settings'],
    people: [admin.people, t.admin.people, 'manage people'],
    readers: [admin.readers, t.admin.readers.nav, 'answer for personal data'],
    system: [admin.system(), t.system.nav, 'run the system'],
    imports: [admin.imports(), t.moving.nav, 'run the system'],
  }
  const [href, text, needed] = entries[name]
  return needed === undefined || rights.includes(needed) ? { name, href, text } : null
}
