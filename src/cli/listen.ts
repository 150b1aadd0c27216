import type { Server } from 'node:net'
import type { Config } from '../config.ts'

/** The host set an address or a port at which this process can't be. */
export class CannotListen extends Error {
  override name = 'CannotListen'
}

const ownAddress =
  'HOST must be one of this machine’s own addresses, such as 127.0.0.1, or 0.0.0.0 for all of them.'

const whatToDo = new Map([
  ['EADDRINUSE', 'Another program listens there; set PORT to another one.'],
  ['EACCES', 'This user may not listen there; set PORT to a number above 1023.'],
  ...['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL', 'ENOTFOUND', 'EAI_AGAIN'].map(
    code => [code, ownAddress] as const,
  ),
])

/** Opens the configured port. Throws CannotListen, with what to do, where that can’t be had. */
export function listen(server: Server, { host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', error => {
      const advice = 'code' in error && typeof error.code === 'string' && whatToDo.get(error.code)
      reject(advice ? new CannotListen(`${error.message}. ${advice}`) : error)
    })
    server.listen(port, host, () => resolve())
  })
}
