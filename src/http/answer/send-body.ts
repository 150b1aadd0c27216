import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppContext } from '../context.ts'
import { type Body, makeBody, types } from './body.ts'
import { chooseEncoding } from './encoding.ts'
import { joinedBody, type Piece } from './pieces.ts'

/** What a page differs by; anything in no language differs by its encoding alone. */
const varyOf = ({ language }: Body) =>
  language === null ? 'Accept-Encoding' : 'Accept-Encoding, Accept-Language, Cookie'

/** What every answer says of a body, in the order of its bytes. */
export const bodyHeaders = (body: Body): Record<string, string> => ({
  'Content-Type': body.type,
  ...(body.language === null ? {} : { 'Content-Language': body.language }),
  Vary: varyOf(body),
})

/** Sends what is for one client alone: no cache keeps it, no search engine lists it. */
export function sendPrivate(
  c: AppContext,
  { type, content, language }: { type: string; content: string | Buffer; language: string | null },
  status: ContentfulStatusCode,
): Promise<Response> {
  saysPrivate(c)
  return sendBody(c, makeBody(type, content, { language, effort: 'passing' }), status)
}

/** The same of a page that is put together of pieces, most of which are kept compressed. */
export function sendPrivatePieces(c: AppContext, pieces: readonly Piece[]): Promise<Response> {
  saysPrivate(c)
  return sendBody(c, joinedBody(types.page, pieces, c.var.language))
}

function saysPrivate(c: AppContext): void {
  c.header('Cache-Control', 'private, no-store')
  c.header('X-Robots-Tag', 'noindex')
}

/** Sends a body in the best encoding that its client takes. */
export async function sendBody(
  c: AppContext,
  body: Body,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const encoding = chooseEncoding(c.req.header('accept-encoding'), body.order)
  const bytes = await body.in(encoding)
  for (const [name, value] of Object.entries(bodyHeaders(body))) c.header(name, value)
  if (encoding !== 'identity') c.header('Content-Encoding', encoding)
  c.header('Content-Length', String(bytes.length))
  return c.body(new Uint8Array(bytes), status)
}
