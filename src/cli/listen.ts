import type { Server } from 'node:net'
import type { Config } from '../config.ts'

const reasons = new Map<string, CannotListen['because']>([
  ['EADDRINUSE', 'portTaken'],
  ['EACCES', 'portForbidden'],
  ...['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL', 'ENOTFOUND', 'EAI_AGAIN'].map(
    code => [code, 'notOwnAddress'] as const,
  ),
])

/** The host set an address or a port at which this process can't be. Its message is the system's. */
export class CannotListen extends Error {
  override name = 'CannotListen'
  readonly because: 'portTaken' | 'portForbidden' | 'notOwnAddress'

  constructor(message: string, because: CannotListen['because']) {
    super(message)
    this.because = because
  }
}

/** Opens the configured port. Throws CannotListen, which says why, where that can’t be had. */
export function listen(server: Server, { host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', error => {
      const because = 'code' in error && typeof error.code === 'string' && reasons.get(error.code)
      reject(because ? new CannotListen(error.message, because) : error)
    })
    server.listen(port, host, () => resolve())
  })
}
