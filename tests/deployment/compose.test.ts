import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '..', '..')
const run = promisify(execFile)

interface Service {
  image?: string
  environment?: Record<string, string>
  volumes?: string[]
  tmpfs?: string[]
  read_only?: boolean
  user?: string
  cap_drop?: string[]
  security_opt?: string[]
  stop_grace_period?: string
}

interface Compose {
  services: Record<string, Service>
  volumes: Record<string, unknown>
}

const compose = async (): Promise<Compose> => parse(await readFile(join(root, 'docker-compose.yml'), 'utf8'))

describe('docker-compose.yml', () => {
  test('holds no secret: what is one comes from a file or from the environment', async () => {
    const { services } = await compose()
    const secrets = Object.values(services)
      .flatMap(({ environment = {} }) => Object.entries(environment))
      .filter(([name]) => /PASSWORD|SECRET|KEY|DATABASE_URL/.test(name))
      .map(([name, value]) => `${name}=${value}`)
    expect(secrets.length).toBeGreaterThan(0)
    const inPlain = secrets.filter(secret => !/_FILE=\/secrets\/|=\$\{\w+:-\}$/.test(secret))
    expect(inPlain).toEqual([])
  })

  test('passes on every variable that a host may set, and the page on Docker names it', async () => {
    const { services } = await compose()
    const [readme, page] = await Promise.all(
      ['README.md', 'docs/docker.md'].map(path => readFile(join(root, path), 'utf8')),
    )
    const rowsOf = (text = '') => [...text.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name)
    // The container's own: where its data and its database are.
    const settled = ['HOST', 'DATA_DIR', 'DATABASE_URL', 'DATABASE_PUBLIC_URL', 'DATABASE_LISTEN_URL']
    const free = rowsOf(readme).filter(name => !settled.includes(name ?? ''))
    expect(free).toContain('SECRET_KEY')
    expect(rowsOf(page)).toEqual(expect.arrayContaining(free))
    const passed = Object.keys(services['app']?.environment ?? {})
    expect(passed).toEqual(expect.arrayContaining(free.filter(name => name !== 'PORT')))
  })

  test('gives no service more than it needs', async () => {
    const { services } = await compose()
    expect(Object.keys(services)).toEqual(['secrets', 'database', 'app'])
    for (const service of Object.values(services))
      expect(service).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      })
    expect(services['app']?.user).toBe('node')
  })

  test('gives each service the time that its stop takes', async () => {
    const { services } = await compose()
    // The app ends by itself after sixteen seconds, whatever holds it.
    expect(services['app']?.stop_grace_period).toBe('20s')
    expect(services['database']?.stop_grace_period).toBe('1m')
  })

  test('keeps the database, the key, files and the password in named volumes', async () => {
    const { services, volumes } = await compose()
    expect(Object.keys(volumes)).toEqual(['database', 'data', 'media', 'secrets', 'scratch'])
    expect(services['database']?.volumes).toContain('database:/var/lib/postgresql')
    expect(services['app']?.volumes).toEqual(expect.arrayContaining(['data:/data', 'media:/media']))
  })

  test('has what is moved in and out wait on the disk, not in memory', async () => {
    const { services } = await compose()
    expect(services['app']?.volumes).toContain('scratch:/tmp')
    expect(services['app']?.tmpfs).toBeUndefined()
  })
})

describe('the password', () => {
  const user = process.getuid?.() ?? 0

  async function makeSecrets(folder: string, env: Record<string, string> = {}): Promise<void> {
    const script = join(root, 'docker', 'make-secrets.sh')
    await run('sh', [script, folder, String(user), String(user)], {
      env: { PATH: process.env['PATH'], ...env },
    })
  }

  async function secretsFolder(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'afterword-secrets-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    return folder
  }

  test('is made once, random, and for one user’s eyes', async () => {
    const folder = await secretsFolder()
    await makeSecrets(folder)
    const password = await readFile(join(folder, 'postgres-password'), 'utf8')
    const url = await readFile(join(folder, 'database-url'), 'utf8')
    expect(password).toMatch(/^[0-9a-f]{48}$/)
    expect(url).toBe(`postgres://afterword:${password}@database:5432/afterword`)
    for (const file of ['postgres-password', 'database-url'])
      expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600)

    await makeSecrets(folder)
    expect(await readFile(join(folder, 'database-url'), 'utf8')).toBe(url)
  })

  test('may be given, unless it would not fit into an address', async () => {
    const folder = await secretsFolder()
    await expect(makeSecrets(folder, { POSTGRES_PASSWORD: 'p@ss/word' })).rejects.toThrow(
      'letters and digits only',
    )
    await makeSecrets(folder, { POSTGRES_PASSWORD: 'herons4wade' })
    expect(await readFile(join(folder, 'postgres-password'), 'utf8')).toBe('herons4wade')
  })
})

test('the image is made of what .dockerignore lets through', async () => {
  const [dockerfile, ignored] = await Promise.all([
    readFile(join(root, 'Dockerfile'), 'utf8'),
    readFile(join(root, '.dockerignore'), 'utf8'),
  ])
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files = '']) =>
    files.split(' '),
  )
  expect(copied.length).toBeGreaterThan(0)
  for (const file of copied) expect(ignored).toContain(`!${file}\n`)
})

test('the README and the check that decides what lands say the same commands', async () => {
  const [readme, ci] = await Promise.all([
    readFile(join(root, 'README.md'), 'utf8'),
    readFile(join(root, '.ci', 'run'), 'utf8'),
  ])
  expect(readme).toMatch(/^npm ci && npm start$/m)
  expect(readme).toMatch(/^npm ci && npm test$/m)
  expect(ci).toContain("'npm ci && npm test' README.md")
})
