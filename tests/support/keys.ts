import { loadKeys } from '../../src/keys.ts'

/** A site's secret, for tests alone. */
export const testSecret = 'a secret of forty characters, for tests.'

export const testKeys = loadKeys({ secretKey: testSecret, previousSecretKeys: [], dataDir: '/nowhere' })
