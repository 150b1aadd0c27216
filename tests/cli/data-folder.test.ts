import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { testSecret } from '../support/keys.ts'
import { readyBlog } from '../support/ready-blog.ts'
import { runHere } from './here.ts'
import { hostsTools, sentenceOf } from './process.ts'

const { folder, run, runAsNobody, runWhere, start } = hostsTools()
const key = 'a-key-of-more-than-thirty-two-characters'

const sentence = (env: Record<string, string>, ...args: string[]) => sentenceOf(runHere(env, ...args))

/** One in which a blog has been, with its key. */
async function usedFolder(): Promise<string> {
  const dataDir = folder()
  await readyBlog(dataDir, 'none')
  writeFileSync(join(dataDir, 'secret-key'), testSecret, { mode: 0o600 })
  return dataDir
}

describe('a folder for the data', () => {
  test('without a blog is said to have none by every command, and stays empty', async () => {
    const dataDir = join(folder(), 'data')
    for (const [args, env] of [
      [['posts'], {}],
      [['create-admin'], { SECRET_KEY: key }],
    ] as const)
      expect(await sentence({ DATA_DIR: dataDir, ...env }, ...args)).toContain(
        `There is no blog in ${dataDir}. Run the command in the blog’s own folder, or set DATA_DIR or DATABASE_URL as the blog has them. For a new one, to import into, run "migrate" first`,
      )
    expect(existsSync(dataDir)).toBe(false)
  })

  test('in which a first start makes the database, which takes seconds, is said to be made before it is', async () => {
    const dataDir = join(folder(), 'data')
    const { child } = start({ DATA_DIR: dataDir, PORT: '0' }, 'serve')
    const [said] = child.stdout === null ? [] : await once(child.stdout, 'data')
    expect(String(said)).toBe('Making the database: some seconds, this first time only.\n')
    expect(existsSync(join(dataDir, 'database'))).toBe(false)
  })

  test('that can’t be had is named', async () => {
    const path = join(folder(), 'file')
    writeFileSync(path, '')
    for (const [dataDir, env] of [
      [path, {}],
      ['/proc/x/data', { SECRET_KEY: key }],
    ] as const)
      expect(await sentenceOf(run({ DATA_DIR: dataDir, ...env }, 'serve'))).toMatch(
        /^DATA_DIR must be a folder that this user may write to: E(EXIST|NOTDIR|NOENT|ACCES|PERM): .*\.\n$/,
      )
  })

  test('that this user may not write to is named', async () => {
    const path = folder()
    chmodSync(path, 0o500)
    const { code, err } = await runAsNobody({ DATA_DIR: join(path, 'data') }, 'migrate')
    expect(code).toBe(1)
    expect(err).toMatch(/^DATA_DIR must be a folder that this user may write to: EACCES: .*\.\n$/)
  })

  test('on a disk that has no room is named, and serves once there is some', async () => {
    const dataDir = join(folder(), 'data')
    // Files of 4 MB at most stand for a disk that is full: PGlite's first is of 16.
    const { code, err } = await runWhere({ fileLimit: 8192 }, { DATA_DIR: dataDir }, 'migrate')
    expect(code).toBe(1)
    expect(err).toMatch(/^DATA_DIR: the disk refuses to keep the database in .* is it full, or limited\?\n$/)
    expect(existsSync(join(dataDir, 'secret-key'))).toBe(false)
    expect(await runHere({ DATA_DIR: dataDir }, 'migrate')).toMatchObject({ code: 0, err: '' })
  })

  test('is no place for a folder named .env', async () => {
    const place = folder()
    mkdirSync(join(place, '.env'))
    const { code, err } = await runWhere({ cwd: place }, { DATA_DIR: join(place, 'data') }, 'migrate')
    expect(code).toBe(1)
    expect(err).toBe('.env in this folder is a folder itself. It must be a file of lines NAME=value.\n')
  })
})

describe('what others may do with the data', () => {
  test('is taken from them in a folder of before, with a line that says so once', async () => {
    const dataDir = await usedFolder()
    for (const path of [dataDir, join(dataDir, 'database'), join(dataDir, 'database', 'base')])
      chmodSync(path, 0o755)
    chmodSync(join(dataDir, 'secret-key'), 0o644)
    expect(await runHere({ DATA_DIR: dataDir }, 'migrate')).toMatchObject({
      code: 0,
      err: `${dataDir} was open to other users of this machine. It is closed to them now.\n`,
    })
    for (const name of ['.', 'database', 'secret-key', 'database/PG_VERSION'])
      expect({ name, mode: statSync(join(dataDir, name)).mode & 0o077 }).toEqual({ name, mode: 0 })
    expect(await runHere({ DATA_DIR: dataDir }, 'migrate')).toMatchObject({ code: 0, err: '' })
  })

  test('is taken from them inside a folder that holds other things, which is left as it is', async () => {
    const dataDir = await usedFolder()
    writeFileSync(join(dataDir, 'notes.txt'), 'mine')
    chmodSync(dataDir, 0o755)
    chmodSync(join(dataDir, 'secret-key'), 0o644)
    expect((await runHere({ DATA_DIR: dataDir }, 'migrate')).err).toContain('secret-key was open')
    expect(statSync(dataDir).mode & 0o777).toBe(0o755)
    for (const name of ['database', 'secret-key'])
      expect({ name, mode: statSync(join(dataDir, name)).mode & 0o077 }).toEqual({ name, mode: 0 })
    chmodSync(dataDir, 0o777)
    expect(await sentence({ DATA_DIR: dataDir }, 'migrate')).toContain(`${dataDir} is open to other users`)
  })

  test('stops a start where it is not this user’s to take', async () => {
    const dataDir = folder()
    const there = join(dataDir, 'database')
    // The root folder is another's, whoever this one is not; as root all can be taken.
    symlinkSync('/', there)
    const { code, err } = await runAsNobody({ DATA_DIR: openTo(dataDir) }, 'migrate')
    expect(code).toBe(1)
    expect(err).toContain('is open to other users, and is not this one’s to close.')
    expect(readdirSync(dataDir)).toEqual(['database'])
  })
})

function openTo(path: string): string {
  chmodSync(path, 0o777)
  return path
}
