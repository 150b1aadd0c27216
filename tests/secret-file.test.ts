import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { ConfigError } from '../src/config.ts'
import { keySource } from '../src/secret-file.ts'

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'afterword-keys-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

const sourceIn = (dataDir: string) => keySource({ secretKey: null, previousSecretKeys: [], dataDir })

describe('a secret in the data folder', () => {
  test('is looked for and not made, until somebody says so', () => {
    const data = join(newFolder(), 'data')
    expect(sourceIn(data).find()).toBeNull()
    expect(() => statSync(data)).toThrow('ENOENT')
  })

  test('is made once, whole, and for its owner’s eyes alone', () => {
    const data = join(newFolder(), 'data')
    const first = sourceIn(data).make().current.derive('contact')
    expect(sourceIn(data).make().current.derive('contact')).toEqual(first)
    expect(sourceIn(data).find()?.current.derive('contact')).toEqual(first)
    expect(statSync(join(data, 'secret-key')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(data, 'secret-key'), 'utf8')).toMatch(/^[\w-]{43}\n$/)
    expect(readdirSync(data)).toEqual(['secret-key'])
    expect(sourceIn(newFolder()).make().current.derive('contact')).not.toEqual(first)
  })

  test.each([
    ['', 'is empty'],
    ['short\n', 'is too short to be a key'],
  ])('is refused when it was cut short (%j), rather than replaced', (text, because) => {
    const data = newFolder()
    const path = join(data, 'secret-key')
    writeFileSync(path, text)
    for (const ask of [() => sourceIn(data).find(), () => sourceIn(data).make()]) {
      expect(ask).toThrow(ConfigError)
      expect(ask).toThrow(`${path} ${because}. Put the copy of the key there`)
    }
    expect(readFileSync(path, 'utf8')).toBe(text)
  })
})
