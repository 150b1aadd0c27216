import type { Messages } from '../../src/i18n/messages.ts'
import { urls } from '../../src/urls.ts'

/** The field of the page's header, and on a phone the way to the page that has one. */
export function SearchInHeader({ t }: { t: Messages }) {
  return (
    <div class="site-search">
      <form role="search" action={urls.search()}>
        <label>
          <span class="visually-hidden">{t.search.label}</span>
          <input type="search" name="q" maxlength={100} dir="auto" autocomplete="off" />
        </label>
        <button class="quiet-button" type="submit">
          {t.search.submit}
        </button>
      </form>
      <a href={urls.search()}>{t.search.heading}</a>
    </div>
  )
}

interface SearchFormProps {
  t: Messages
  /** What stands in the field. */
  words: string
  /** What goes with it unseen. */
  more?: Readonly<Record<string, string | null>>
  hint?: string
}

/** A field of its own, to look for something. */
export function SearchForm({ t, words, more = {}, hint }: SearchFormProps) {
  return (
    <form class="search-form" id="search-form" role="search" action={urls.search()}>
      <label for="search-words">{t.search.label}</label>
      <div class="search-field">
        <input
          type="search"
          id="search-words"
          name="q"
          value={words}
          maxlength={100}
          autocomplete="off"
          dir="auto"
          aria-describedby={hint ? 'search-hint' : undefined}
        />
        {Object.entries(more).map(([name, value]) =>
          value === null ? null : <input type="hidden" name={name} value={value} />,
        )}
        <button class="button" type="submit">
          {t.search.submit}
        </button>
      </div>
      {hint ? (
        <p class="hint" id="search-hint">
          {hint}
        </p>
      ) : null}
    </form>
  )
}
