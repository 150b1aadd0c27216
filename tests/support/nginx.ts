import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { freePort } from '../../bench/processes.ts'

export const hasNginx = (): boolean => spawnSync('nginx', ['-v']).status === 0

export interface Nginx {
  url: string
  stop(): Promise<void>
}

/** Starts nginx in front of a server, as docs/nginx.md says; under /files/ with what a folder holds besides. */
export async function startNginx(upstream: string, files?: string): Promise<Nginx> {
  const folder = await mkdtemp(join(tmpdir(), 'afterword-nginx-'))
  const port = await freePort()
  const url = `http://localhost:${port}`
  const docs = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'nginx.md'), 'utf8')
  const ours = (docs.match(/```nginx\n([\s\S]*?)```/)?.[1] ?? '')
    .replace('/var/cache/nginx/afterword', join(folder, 'cache'))
    .replace('http://127.0.0.1:3000', upstream)
    .replace(
      'listen 80;',
      `listen 127.0.0.1:${port}; ${files ? `location /files/ { alias ${files}/; }` : ''}`,
    )
  const path = join(folder, 'nginx.conf')
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    name => `${name}_temp_path ${join(folder, name)};`,
  )
  await writeFile(
    path,
    `daemon off; user ${userInfo().username}; pid ${join(folder, 'pid')}; error_log stderr; events {}
     http { access_log off; keepalive_requests 1000000; ${paths.join(' ')} ${ours} }`,
  )
  const nginx = spawn('nginx', ['-c', path, '-p', folder], { stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = once(nginx, 'exit')
  const stop = async () => {
    nginx.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  for (const until = Date.now() + 10_000; Date.now() < until; await setTimeout(20))
    if ((await fetch(`${url}/health`).catch(() => null))?.ok) return { url, stop }
  await stop()
  throw new Error('nginx does not answer')
}
