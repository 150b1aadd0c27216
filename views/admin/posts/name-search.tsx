import type { Messages } from '../../../src/i18n/messages.ts'

interface NameSearchProps {
  t: Messages
  action: string
  label: string
  search: string
}

/** Looks for a part of a name in a list. */
export function NameSearch({ t, action, label, search }: NameSearchProps) {
  return (
    <form class="queue-search" method="get" action={action} role="search">
      <label class="visually-hidden" for="name-search">
        {label}
      </label>
      <input
        type="search"
        id="name-search"
        name="search"
        value={search}
        maxlength={200}
        dir="auto"
        placeholder={label}
      />
      <button class="quiet-button" type="submit">
        {t.admin.filterSubmit}
      </button>
      {search ? <a href={action}>{t.admin.filterClear}</a> : null}
    </form>
  )
}
