import { access, constants, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'

/** Starts a Chromium: the system's where there is one, else the one that comes in a package, unpacked once. */
export const launchChromium = (): Promise<Browser> => launch(options => chromium.launch(options))

/** The same, with what it keeps in a folder, where the next one finds it. */
export const launchChromiumIn = (folder: string): Promise<BrowserContext> =>
  launch(options => chromium.launchPersistentContext(folder, options))

async function launch<T>(start: (options: ReturnType<typeof optionsFor>) => Promise<T>): Promise<T> {
  for (const path of await systemChromiums()) {
    // It may be a stub that only says how to install one.
    const started = await start(optionsFor(path)).catch(() => null)
    if (started) return started
  }
  const { path, env } = await packedChromium()
  return start(optionsFor(path, env))
}

const optionsFor = (executablePath: string, env: Record<string, string> = {}) => ({
  executablePath,
  env: { ...process.env, ...env },
  chromiumSandbox: false, // it can't be had as root, which is who runs tests in a container
  // Names of other machines lead nowhere: a page that asks for one fails, with a network and without.
  args: [
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
    '--disable-dev-shm-usage',
    // There is no graphics processor: what it would do is done in the browser's own process, for less.
    '--in-process-gpu',
  ],
})

async function systemChromiums(): Promise<string[]> {
  const found: string[] = []
  for (const name of ['chromium', 'chromium-browser', 'google-chrome'])
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
      const path = join(folder, name)
      if (await isExecutable(path)) found.push(path)
    }
  return found
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}

const cache = join(import.meta.dirname, '..', '..', 'node_modules', '.cache')

async function packedChromium() {
  const about: { version: string } = JSON.parse(
    await readFile(
      join(import.meta.dirname, '..', '..', 'node_modules', '@sparticuz', 'chromium', 'package.json'),
      'utf8',
    ),
  )
  const folder = join(cache, `chromium-${about.version}`)
  const path = join(folder, 'chromium')
  if (!(await isExecutable(path))) await unpack(folder)
  return { path, env: { FONTCONFIG_FILE: join(folder, 'fonts.conf') } }
}

/** Unpacked beside and then renamed: two workers may come at once, and a browser in parts can't be started. */
async function unpack(folder: string): Promise<void> {
  await mkdir(cache, { recursive: true })
  const unfinished = await mkdtemp(join(cache, 'chromium-unfinished-'))
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = unfinished // the package unpacks there
  try {
    const { default: pack } = await import('@sparticuz/chromium')
    await pack.executablePath()
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  await writeFile(join(unfinished, 'fonts.conf'), fontsIn(join(folder, 'fonts')))
  try {
    await rename(unfinished, folder)
  } catch {
    await rm(unfinished, { recursive: true }) // the other worker was first
  }
}

const fontsIn = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${folder}</dir>
  <cachedir>${folder}-cache</cachedir>
</fontconfig>
`
