import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { withCertificate, withoutCertificate } from './attestation.ts'
import { origin } from './visitor.ts'

/** What a site asks of a device, as far as ours reads it. */
interface Options {
  challenge: string
  rp?: { id: string }
  rpId?: string
  user?: { id: string }
}

/** How an answer differs from one that a good device returns on a good page. */
export interface Faults {
  origin?: string
  rpId?: string
  userVerified?: boolean
  counter?: number
  /** Whether the device's maker vouches for it. */
  isCertified?: boolean
}

/** A device with one passkey, in software (WebAuthn 3, 6.1 and 6.5): attestation “none”, ES256. */
export function makeAuthenticator() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(16)
  let userHandle = ''
  let counter = 0

  const dataOf = (rpId: string, count: number, flags: number) => {
    const head = Buffer.alloc(37)
    createHash('sha256').update(rpId).digest().copy(head)
    head.writeUInt8(flags, 32)
    head.writeUInt32BE(count, 33)
    return head
  }
  const clientData = (type: string, options: Options, faults: Faults) =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: options.challenge,
        origin: faults.origin ?? origin,
        crossOrigin: false,
      }),
    )
  const answer = (response: object) => ({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
    response,
  })
  const verified = ({ userVerified = true }: Faults) => (userVerified ? 0x05 : 0x01)

  return {
    /** Makes the passkey; returns what the browser sends. */
    create(options: Options, faults: Faults = {}): string {
      userHandle = options.user?.id ?? ''
      const data = Buffer.concat([
        dataOf(faults.rpId ?? options.rp?.id ?? '', counter, verified(faults) | 0x40),
        Buffer.alloc(16),
        Buffer.from([0, id.length]),
        id,
        Buffer.from('a5010203262001215820', 'hex'),
        Buffer.from(x, 'base64url'),
        Buffer.from('225820', 'hex'),
        Buffer.from(y, 'base64url'),
      ])
      const client = clientData('webauthn.create', options, faults)
      const attestation = faults.isCertified
        ? withCertificate(data, createHash('sha256').update(client).digest())
        : withoutCertificate(data)
      return JSON.stringify(
        answer({
          clientDataJSON: client.toString('base64url'),
          attestationObject: attestation.toString('base64url'),
          transports: ['internal'],
        }),
      )
    },

    /** Signs a challenge; returns what the browser sends. */
    get(options: Options, faults: Faults = {}): string {
      counter = faults.counter ?? counter + 1
      const data = dataOf(faults.rpId ?? options.rpId ?? '', counter, verified(faults))
      const client = clientData('webauthn.get', options, faults)
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
      return JSON.stringify(
        answer({
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: sign('sha256', signed, privateKey).toString('base64url'),
          userHandle,
        }),
      )
    },
  }
}
