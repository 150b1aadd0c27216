import type { AppContext } from './context.ts'

/** GET /health: 200 while comments can be read, else 503; for whoever watches the server. */
export async function sendHealth(c: AppContext): Promise<Response> {
  c.header('Cache-Control', 'no-store')
  await c.var.services.publicDb.selectFrom('settings').select('title').executeTakeFirst()
  return c.text('ok\n')
}

/** GET /robots.txt: the same article with a form in another place is not another article. */
export const sendRobots = (c: AppContext): Response =>
  c.text('User-agent: *\nDisallow: /*?reply=\nDisallow: /comments/\n')
