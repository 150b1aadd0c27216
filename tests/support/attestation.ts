import { createPrivateKey, sign } from 'node:crypto'

/** A certificate as a maker of devices gives one (WebAuthn 3, 8.2.1), good from 2020 to 2119, and its key. */
const certificate = Buffer.from(
  'MIIB9TCCAZugAwIBAgIUOLgLFg8RoqGTgdaVgz8EYwiyYWUwCgYIKoZIzj0EAwIwYTELMAkGA1UEBhMCQUExGzAZBgNVBAoMEkEgbWFrZXIgb2YgZGV2aWNlczEiMCAGA1UECwwZQXV0aGVudGljYXRvciBBdHRlc3RhdGlvbjERMA8GA1UEAwwIQSBkZXZpY2UwIBcNMjAwMTAxMDAwMDAwWhgPMjExOTEyMzEyMzU5NTlaMGExCzAJBgNVBAYTAkFBMRswGQYDVQQKDBJBIG1ha2VyIG9mIGRldmljZXMxIjAgBgNVBAsMGUF1dGhlbnRpY2F0b3IgQXR0ZXN0YXRpb24xETAPBgNVBAMMCEEgZGV2aWNlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEyVrG4pJe6bnturYt7PH6sIyWl3KiAwElvr5LVSXdf77FaAJx8vlSmM8NQsnYtRaWOZoOKn1FAkqS06RL3Q2Jd6MvMC0wDAYDVR0TAQH/BAIwADAdBgNVHQ4EFgQU4xQE8bJfeyAWUGk7EC9IuCZGzpgwCgYIKoZIzj0EAwIDSAAwRQIgTUp7r8+/mdT7ZMAMWH3T8kQEEPqjOxbi99/YvJ5GeYkCIQCbyZDX5U56mgtbosZhSYv3YOdSyv7JaIZrv5mm3pYBPQ==',
  'base64',
)
const key = createPrivateKey({
  key: Buffer.from(
    'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg/L2ohO4CkFsKGZZybRl+WDX42DaAQlAS6OME7uiNf+ehRANCAATJWsbikl7pue26ti3s8fqwjJaXcqIDASW+vktVJd1/vsVoAnHy+VKYzw1Cydi1FpY5mg4qfUUCSpLTpEvdDYl3',
    'base64',
  ),
  format: 'der',
  type: 'pkcs8',
})

/** An attestation object that says nothing of the device's maker. */
export const withoutCertificate = (data: Buffer): Buffer =>
  Buffer.concat([map(3), text('fmt'), text('none'), text('attStmt'), map(0), text('authData'), bytes(data)])

/** One whose maker vouches for it with a certificate; `clientDataHash` is signed with the data. */
export const withCertificate = (data: Buffer, clientDataHash: Buffer): Buffer =>
  Buffer.concat([
    ...[map(3), text('fmt'), text('packed'), text('attStmt'), map(3)],
    ...[text('alg'), es256, text('sig'), bytes(sign('sha256', Buffer.concat([data, clientDataHash]), key))],
    ...[text('x5c'), Buffer.from([0x81]), bytes(certificate)],
    ...[text('authData'), bytes(data)],
  ])

// CBOR (RFC 8949), as far as it is needed.
const es256 = Buffer.from([0x26])
const map = (entries: number) => Buffer.from([0xa0 + entries])
const text = (value: string) => Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)])
function bytes(value: Buffer): Buffer {
  const head = Buffer.from([0x59, 0, 0])
  head.writeUInt16BE(value.length, 1)
  return Buffer.concat([head, value])
}
