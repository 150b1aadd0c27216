import { createHash, timingSafeEqual } from 'node:crypto'
import type { AppContext } from '../context.ts'
import { notFound } from './problems.ts'

/**
 * GET /metrics: what this process counts, and how its database and its work are, as Prometheus reads it (text format
 * 0.0.4). For who brings the token alone; where there is none, there is no such page.
 */
export async function sendMetrics(c: AppContext): Promise<Response> {
  const { services } = c.var
  const { config, meters } = services
  if (config.metricsToken === null || meters === null) throw notFound()
  c.header('Cache-Control', 'no-store')
  const [, token = ''] = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '') ?? []
  if (!timingSafeEqual(hashOf(token), hashOf(config.metricsToken))) {
    c.header('WWW-Authenticate', 'Bearer')
    return c.text('This needs the token of METRICS_TOKEN.\n', 401)
  }
  // Most blogs have nobody who reads them: what writes them down is loaded for who does.
  const { writeMetrics } = await import('./metrics-text.ts')
  const { type, text } = await writeMetrics(services, meters)
  c.header('Content-Type', type)
  return c.body(text)
}

const hashOf = (text: string) => createHash('sha256').update(text).digest()
