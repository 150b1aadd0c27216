import type { Hono } from 'hono'
import type { AppEnv } from '../http/context.ts'
import { file } from '../http/answer/representation.ts'
import { sendAsset } from '../http/answer/send-asset.ts'
import { sendMetrics } from '../http/answer/metrics.ts'
import { sendHealth, sendReadiness, sendRobots } from '../http/answer/machines.ts'
import { showAvatar } from '../site/avatars.ts'
import { showAccent } from '../site/look.ts'

/** What programs ask for: files, and how the server is. */
export function routeMachines(app: Hono<AppEnv>): void {
  app.get('/assets/:version/accent/:file', file, showAccent)
  app.get('/assets/*', file, sendAsset)
  app.get('/avatars/:file', file, showAvatar)
  app.get('/health', file, sendHealth)
  app.get('/ready', file, sendReadiness)
  app.get('/metrics', file, sendMetrics)
  app.get('/robots.txt', file, sendRobots)
}
