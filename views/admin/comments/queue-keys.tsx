import type { Child } from 'hono/jsx'
import type { Desk } from '../../../src/accounts/desk.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import { urls } from '../../../src/urls.ts'
import type { QueueQuery } from './queue-query.ts'

/** What each key does; a script opens it. */
export function Keys({ t }: { t: Messages }) {
  const { keys } = t.admin
  return (
    <dialog class="queue-keys" id="queue-keys" aria-labelledby="queue-keys-heading">
      <h2 id="queue-keys-heading">{keys.heading}</h2>
      <dl>
        {(['j', 'k', 'a', 'p', 's', 'd', 'u', 'e', 'r', 'x', 'Esc', '/', '?'] as const).map(key => (
          <>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{keys[key]}</dd>
          </>
        ))}
      </dl>
      <p class="hint">
        <a href={`${urls.admin.account()}#desk`}>{t.queue.turnOffAt}</a>
      </p>
      <form method="dialog">
        <button class="quiet-button" type="submit">
          {keys.close}
        </button>
      </form>
    </dialog>
  )
}

interface DeskProps {
  t: Messages
  desk: Desk
  query: QueueQuery
}

/** Says once that there are keys, to who can have them: a script shows it. */
export function KeysHint({ t, desk, query }: DeskProps) {
  if (!desk.keys || !desk.hint) return null
  return (
    <form class="queue-hint" method="post" action={urls.admin.desk} data-keys-hint hidden>
      <input type="hidden" name="return" value={urls.admin.queue(query)} />
      <p>{withKeys(t.queue.keysHint)}</p>
      <button class="quiet-button" type="submit" name="known" value="yes">
        {t.queue.known}
      </button>
      <button class="quiet-button" type="submit" name="keys" value="off">
        {t.queue.turnOff}
      </button>
    </form>
  )
}

const shown: Record<string, string> = { '{j}': 'j', '{a}': 'a', '{q}': '?' }

const withKeys = (text: string): Child[] =>
  text.split(/(\{[jaq]\})/).map(part => (shown[part] ? <kbd>{shown[part]}</kbd> : part))

/** How the list is shown, to be changed where one sees it. */
export function DeskSwitch({ t, desk, query }: DeskProps) {
  return (
    <form class="queue-desk" method="post" action={urls.admin.desk}>
      <input type="hidden" name="return" value={urls.admin.queue(query)} />
      <button class="text-button" type="submit" name="rows" value={desk.dense ? 'roomy' : 'dense'}>
        {desk.dense ? t.queue.toRoomy : t.queue.toDense}
      </button>
      {desk.keys ? (
        <button
          class="text-button"
          type="button"
          title={t.queue.withKey(t.queue.showKeys, '?')}
          data-show-keys
          hidden
        >
          {t.queue.showKeys}
        </button>
      ) : null}
    </form>
  )
}
