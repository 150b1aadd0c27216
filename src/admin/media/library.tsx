import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { may } from '../../accounts/roles.ts'
import type { AppContext } from '../../http/context.ts'
import { readFileForm } from '../../http/input/file-body.ts'
import { readForm } from '../../http/input/form-body.ts'
import { pathId, query } from '../../http/input/params.ts'
import { notFound } from '../../http/answer/problems.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { lostAmong } from '../../media/places.ts'
import { keepFile } from '../../media/keep.ts'
import {
  describeMedium,
  findMedium,
  listMedia,
  markdownOf,
  type Medium,
  type Owner,
  removeMedium,
  usesOf,
} from '../../media/library.ts'
import { mostAltLength, mostPictureBytes } from '../../media/limits.ts'
import { isAway } from '../../media/places.ts'
import { inFolder } from '../../media/temporary.ts'
import { urls } from '../../urls.ts'
import { LibraryPage } from '../../../views/admin/media/library.tsx'
import { MediumPage } from '../../../views/admin/media/medium.tsx'
import { MediumRemovalPage } from '../../../views/admin/media/removal.tsx'
import { actorOf, personOf } from '../guard.ts'
import { adminShellOf } from '../shell.ts'
import { problemText, rulesOf } from './problems.ts'

const perPage = 48

/** GET /admin/media */
export async function showMedia(c: AppContext): Promise<Response> {
  const { db, config } = c.var.services
  return show(c, 200, (await isAway(db, config.mediaDir)) ? c.var.t.media.problems.folderAway : null)
}

/** POST /admin/media: keeps a file that came in one piece, and leads to its page. */
export async function postFile(c: AppContext): Promise<Response> {
  const { t } = c.var
  const file = await readFileForm(c)
  if (file === null) return show(c, 422, t.media.problems.missing)
  const { db } = c.var.services
  const kept = await inFolder(async folder => {
    const path = join(folder, 'file')
    await writeFile(path, file.bytes, { mode: 0o600 })
    return keepFile(db, { path, name: file.name, account: personOf(c).id }, rulesOf(c))
  })
  if ('problem' in kept) return show(c, 422, problemText(t, kept.problem))
  return c.redirect(`${urls.admin.medium(kept.id)}?done=${kept.isNew ? 'added' : 'known'}`, 303)
}

async function show(c: AppContext, status: ContentfulStatusCode, problem: string | null): Promise<Response> {
  const params = c.req.method === 'GET' ? query(c) : null
  const search = params?.words('search', 200) ?? ''
  const unused = params?.isThere('unused') ?? false
  const before = params?.id('before') ?? null
  const { db, config } = c.var.services
  const page = await listMedia(db, { search, unused, before, size: perPage })
  const hashes = page.media.map(({ hash }) => hash)
  const removed = params?.isThere('removed') ?? false
  return sendPrivatePage(
    c,
    <LibraryPage
      pictureBytes={mostPictureBytes}
      shell={adminShellOf(c)}
      query={{ search, unused, before }}
      lost={await lostAmong(db, config.mediaDir, hashes)}
      {...{ ...page, problem, removed }}
    />,
    status,
  )
}

/** GET /admin/media/:id */
export async function showMedium(c: AppContext): Promise<Response> {
  const done = query(c).oneOf('done', ['added', 'known', 'saved'] as const)
  return showOne(c, await mediumIn(c), { done })
}

/** POST /admin/media/:id: what somebody who can't see it is told. */
export async function postDescription(c: AppContext): Promise<Response> {
  const medium = await mediumIn(c)
  const alt = (await readForm(c)).field('alt').replace(/\s+/g, ' ').trim()
  if (alt.length > mostAltLength) return showOne(c, { ...medium, alt }, { isTooLong: true })
  if (!(await describeMedium(c.var.services.db, medium.id, alt, ownerOf(c)))) throw notFound()
  return c.redirect(`${urls.admin.medium(medium.id)}?done=saved`, 303)
}

interface Told {
  done?: 'added' | 'known' | 'saved' | null
  isTooLong?: boolean
}

async function showOne(
  c: AppContext,
  medium: Medium,
  { done = null, isTooLong = false }: Told,
): Promise<Response> {
  const page = (
    <MediumPage
      shell={adminShellOf(c)}
      medium={medium}
      uses={await usesOf(c.var.services.db, medium.id)}
      markdown={markdownOf(medium, urls.media(medium.hash, medium.main))}
      mayChange={isOwn(c, medium)}
      mostAlt={mostAltLength}
      {...{ done, isTooLong }}
    />
  )
  return sendPrivatePage(c, page, isTooLong ? 422 : 200)
}

/** GET /admin/media/:id/removal */
export async function showMediumRemoval(c: AppContext): Promise<Response> {
  const medium = await mediumIn(c)
  if (!isOwn(c, medium)) throw notFound()
  return sendPrivatePage(c, <MediumRemovalPage shell={adminShellOf(c)} medium={medium} />)
}

/** POST /admin/media/:id/removal */
export async function postMediumRemoval(c: AppContext): Promise<Response> {
  await readForm(c)
  if (!(await removeMedium(c.var.services.db, actorOf(c), pathId(c), ownerOf(c)))) throw notFound()
  return c.redirect(urls.admin.media({ removed: 'yes' }), 303)
}

async function mediumIn(c: AppContext): Promise<Medium> {
  const medium = await findMedium(c.var.services.db, pathId(c))
  if (!medium) throw notFound()
  return medium
}

/** Whose media this person looks after. */
function ownerOf(c: AppContext): Owner {
  const { id, role } = personOf(c)
  return may(role, 'manage media') ? null : { account: id }
}

function isOwn(c: AppContext, { account_id }: Medium): boolean {
  const owner = ownerOf(c)
  return owner === null || owner.account === account_id
}
