import type { Month } from '../../src/posts/read.ts'
import { urls } from '../../src/urls.ts'
import { Page } from '../layouts/page.tsx'
import type { Shell } from '../layouts/shell.ts'

/** Each year and month that has articles, with how many. */
export function ArchivePage({ shell, months }: { shell: Shell; months: readonly Month[] }) {
  const { t } = shell
  const years = Map.groupBy(months, ({ year }) => year)
  return (
    <Page
      shell={shell}
      title={t.listing.archive}
      description={`${shell.site.title} · ${t.listing.archive}`}
      canonical={urls.archive}
      about={{ site: shell.site.title, title: t.listing.archive, type: 'website', data: [] }}
    >
      <div class="post-list archive">
        <h1 class="list-title">{t.listing.archive}</h1>
        {months.length === 0 ? <p>{t.posts.none}</p> : null}
        {[...years].map(([year, some]) => (
          <section aria-labelledby={`year-${year}`}>
            <h2 id={`year-${year}`}>
              <a href={urls.archived({ year, month: null })}>{t.year(year)}</a>
            </h2>
            <ul>
              {some.map(({ month, posts }) => (
                <li>
                  <a href={urls.archived({ year, month })}>{t.month(year, month)}</a>{' '}
                  <span class="list-count">{t.listing.articles(posts)}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Page>
  )
}
