import { isolated } from '../../src/i18n/direction.ts'
import type { Messages } from '../../src/i18n/messages.ts'
import { urls } from '../../src/urls.ts'
import { Named } from '../components/named.tsx'
import { Pager } from '../components/pager.tsx'
import { SearchForm } from '../components/search-form.tsx'
import { Page } from '../layouts/page.tsx'
import type { Shell } from '../layouts/shell.ts'
import type { Results, Search } from './found.ts'
import { FoundResult } from './found-result.tsx'

interface SearchPageProps {
  shell: Shell
  search: Search
  /** Missing before anything was looked for. */
  results?: Results
  /** Seconds until this reader may search again. */
  wait?: number
}

/** What readers find, and the field to look for it. With scripts the region is replaced while one types. */
export function SearchPage({ shell, search, results, wait }: SearchPageProps) {
  const { t } = shell
  return (
    <Page
      shell={shell}
      title={search.q === '' ? t.search.heading : t.search.titled(isolated(search.q))}
      script={shell.assets.searchJs}
      hasSearch={false}
    >
      <div class="search">
        <h1>{t.search.heading}</h1>
        <SearchForm
          t={t}
          words={search.q}
          more={{
            kind: said(search.kind, 'all'),
            order: said(search.order, 'relevance'),
            tag: search.tag?.slug ?? null,
          }}
          {...(results || wait ? {} : { hint: t.search.hint })}
        />
        <p class="visually-hidden" id="search-status" role="status"></p>
        <div id="search-results">
          {wait ? (
            <div class="notice" role="alert">
              <p class="notice-title">{t.search.tooFast}</p>
              <p>{t.search.tooFastHint(wait)}</p>
            </div>
          ) : null}
          {results ? <ResultList t={t} search={search} results={results} /> : null}
        </div>
      </div>
    </Page>
  )
}

/** What an address says of a choice; nothing where it is the usual one. */
const said = (choice: string, usual: string) => (choice === usual ? null : choice)

const address = ({ q, kind, order, tag, page }: Search) =>
  urls.search({
    q,
    kind: said(kind, 'all'),
    order: said(order, 'relevance'),
    tag: tag?.slug ?? null,
    page: page > 1 ? page : null,
  })

function ResultList({ t, search, results }: { t: Messages; search: Search; results: Results }) {
  const { meant, counts, most, items, hasMore } = results
  const to = (change: Partial<Search>) => address({ ...search, ...change })
  const isNothing = counts.all === 0
  return (
    <>
      {meant === null ? null : (
        <p class="search-meant">
          <Named text={words => t.search.meant(isolated(search.q), words)} name={meant} />
        </p>
      )}
      {isNothing && search.tag === null ? null : <Choices t={t} search={search} results={results} to={to} />}
      <p class={isNothing ? 'search-none' : 'search-count'} data-count>
        {isNothing ? <Named text={t.search.none} name={search.q} /> : t.search.found(counts[search.kind])}
      </p>
      {isNothing ? <p>{t.search.noneHint}</p> : null}
      {most === null ? null : <p class="hint">{t.search.newest(most)}</p>}
      {items.map(item => (
        <FoundResult t={t} item={item} />
      ))}
      <Pager
        label={t.search.pages}
        previous={search.page > 1 ? { href: to({ page: search.page - 1 }), text: t.search.previous } : null}
        next={hasMore ? { href: to({ page: search.page + 1 }), text: t.search.next } : null}
      />
    </>
  )
}

interface ChoicesProps {
  t: Messages
  search: Search
  results: Results
  to: (change: Partial<Search>) => string
}

/** Which of it is shown, in which order, and under which tag. */
function Choices({ t, search, results: { counts, tags }, to }: ChoicesProps) {
  const choice = (isChosen: boolean, href: string, text: string, count: number | null = null) => (
    <li>
      <a href={href} aria-current={isChosen ? 'true' : undefined}>
        <bdi>{text}</bdi>
        {count === null ? null : (
          <>
            {' '}
            <span class="search-number">{t.number(count)}</span>
          </>
        )}
      </a>
    </li>
  )
  return (
    <div class="search-choices">
      <ul aria-label={t.search.kinds}>
        {(['all', 'articles', 'comments'] as const).map(kind =>
          choice(kind === search.kind, to({ kind, page: 1 }), t.search[kind], counts[kind]),
        )}
      </ul>
      <ul aria-label={t.search.order}>
        {choice(search.order === 'relevance', to({ order: 'relevance', page: 1 }), t.search.byRelevance)}
        {choice(search.order === 'date', to({ order: 'date', page: 1 }), t.search.byDate)}
      </ul>
      {search.tag !== null || tags.length > 1 ? (
        <ul aria-label={t.search.tags}>
          {search.tag === null ? null : choice(false, to({ tag: null, page: 1 }), t.search.everyTag)}
          {search.tag === null
            ? tags.map(tag => choice(false, to({ tag, page: 1 }), `#${tag.name}`))
            : choice(true, to({ page: 1 }), `#${search.tag.name}`)}
        </ul>
      ) : null}
    </div>
  )
}
