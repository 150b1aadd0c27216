import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { transact } from '../../db/transact.ts'
import type { AppContext } from '../../http/context.ts'
import { tellSettings } from '../../http/cache/known-settings.ts'
import { readForm } from '../../http/input/form-body.ts'
import { rules } from '../../http/input/form-limits.ts'
import { pathId, query } from '../../http/input/params.ts'
import { notFound } from '../../http/answer/problems.ts'
import { sendPrivatePage, shellOf } from '../../http/answer/send-page.ts'
import { followSettings } from '../../http/client/request-facts.ts'
import { listPosts } from '../../posts/read.ts'
import { type AllSettings, declared, settingNames, siteGroups } from '../../settings/declared.ts'
import { fieldsOf, type SettingField, typedFields, valuesOf } from '../../settings/form.ts'
import { listSaves, reverseSave } from '../../settings/saves.ts'
import { changeSettings } from '../../settings/settings.ts'
import { urls } from '../../urls.ts'
import { SettingsPage } from '../../../views/admin/settings/settings.tsx'
import { HomePage } from '../../../views/site/home.tsx'
import { actorOf } from '../guard.ts'
import { lastPictures } from '../media/choices.ts'
import { adminShellOf } from '../shell.ts'

const names = settingNames.filter(name => siteGroups.includes(declared[name].group))
const dones = ['saved', 'undone', 'kept'] as const

/** GET /admin/settings */
export const showSettings = (c: AppContext): Promise<Response> =>
  show(c, fieldsOf(names, c.var.settings), 200)

/** POST /admin/settings: saves them all, or says beside each what is wrong; with `preview`, shows the blog with them. */
export async function postSettings(c: AppContext): Promise<Response> {
  const body = await readForm(c, rules)
  const draft = valuesOf(typedFields(names, name => body.field(name)))
  if ('problems' in draft) return show(c, draft.problems, 422)
  if (body.field('preview') !== '') return preview(c, draft.values)
  const { db, pages } = c.var.services
  const save = await transact(db, trx => changeSettings(trx, actorOf(c), draft.values))
  tellSettings(pages, names)
  return c.redirect(urls.admin.settings(save === null ? undefined : 'saved'), 303)
}

/** POST /admin/settings/saves/:id/reversal: puts back what a save changed. */
export async function postSettingsReversal(c: AppContext): Promise<Response> {
  const { db, pages } = c.var.services
  const done = await reverseSave(db, actorOf(c), pathId(c))
  if (!done) throw notFound()
  tellSettings(pages, done.reversed)
  return c.redirect(urls.admin.settings(done.kept.length === 0 ? 'undone' : 'kept'), 303)
}

/** The home page as it would be. */
async function preview(c: AppContext, values: Partial<AllSettings>): Promise<Response> {
  const settings = { ...c.var.settings, ...values }
  followSettings(c, settings)
  const wanted = { page: 1, size: settings.posts_per_page, tag: null }
  const list = await listPosts(c.var.services.publicDb, wanted)
  return sendPrivatePage(
    c,
    <HomePage
      shell={shellOf(c, urls.home())}
      list={{ ...list, count: null }}
      page={1}
      about={null}
      data={[]}
    />,
  )
}

async function show(
  c: AppContext,
  fields: readonly SettingField[],
  status: ContentfulStatusCode,
): Promise<Response> {
  const { db, config } = c.var.services
  const chosen = fields.filter(({ control }) => control === 'picture').map(({ typed }) => typed)
  const page = (
    <SettingsPage
      shell={adminShellOf(c)}
      fields={fields}
      pictures={await lastPictures(db, config.mediaDir, chosen)}
      saves={await listSaves(db, names, 5)}
      done={status === 200 ? query(c).oneOf('done', dones) : null}
    />
  )
  return sendPrivatePage(c, page, status)
}
