import { type KeyRing, keyRing } from '../../src/keys.ts'
import type { KeysFor } from '../../src/db/site-key.ts'
import { opensContacts } from '../../src/readers/contacts.ts'

/** A site's secret, for tests alone. */
export const testSecret = 'a secret of forty characters, for tests.'

export const testKeys = keyRing(testSecret, [])

/** A process that comes with some keys, as `SECRET_KEY` gives them. */
export const bringing = (ring: KeyRing = testKeys): KeysFor => ({
  find: () => ring,
  make: () => ring,
  place: 'SECRET_KEY',
  open: opensContacts,
  isNew: false,
})
