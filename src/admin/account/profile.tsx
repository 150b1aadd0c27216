import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { changeAddress } from '../../accounts/accounts.ts'
import type { AppContext } from '../../http/context.ts'
import { readFileForm } from '../../http/input/file-body.ts'
import { readForm } from '../../http/input/form-body.ts'
import { credential } from '../../http/input/form-limits.ts'
import { sendPrivatePage } from '../../http/answer/send-page.ts'
import { keepFile } from '../../media/keep.ts'
import { findMedium } from '../../media/library.ts'
import { inFolder } from '../../media/temporary.ts'
import { checkProfile, saveProfile, setPicture } from '../../posts/profile.ts'
import { Email } from '../../readers/email.ts'
import { urls } from '../../urls.ts'
import { ConfirmationPage } from '../../../views/admin/confirmation.tsx'
import { disbelieveUnlessFresh, proofAsked } from '../confirmation.ts'
import { actorOf, personOf } from '../guard.ts'
import { problemText, rulesOf } from '../media/problems.ts'
import { adminShellOf } from '../shell.ts'
import { sendAccountPage } from './account.tsx'

/** POST /admin/account/profile: how readers know somebody. */
export async function postProfile(c: AppContext): Promise<Response> {
  const { db, pages } = c.var.services
  const body = await readForm(c)
  const checked = checkProfile(name => body.field(name))
  if ('problems' in checked) {
    const typed = { name: body.field('name'), line: body.field('line'), links: body.field('links') }
    return sendAccountPage(c, { profile: { problems: checked.problems, typed } }, 422)
  }
  await saveProfile(db, actorOf(c), checked.profile)
  pages.changed('site')
  return c.redirect(urls.admin.account('profile'), 303)
}

/** POST /admin/account/picture: keeps the picture like any other, and shows it beside one's name. */
export async function postProfilePicture(c: AppContext): Promise<Response> {
  const { t, services } = c.var
  const { db, pages } = services
  const account = personOf(c).id
  const file = await readFileForm(c)
  if (file === null) return sendAccountPage(c, { picture: t.media.problems.missing }, 422)
  const kept = await inFolder(async folder => {
    const path = join(folder, 'file')
    await writeFile(path, file.bytes, { mode: 0o600 })
    return keepFile(db, { path, name: file.name, account }, rulesOf(c))
  })
  if ('problem' in kept) return sendAccountPage(c, { picture: problemText(t, kept.problem) }, 422)
  if ((await findMedium(db, kept.id))?.kind !== 'picture')
    return sendAccountPage(c, { picture: t.media.problems.unreadable }, 422)
  await setPicture(db, account, kept.id)
  pages.changed('site')
  return c.redirect(urls.admin.account('profile'), 303)
}

/** POST /admin/account/picture/removal: the picture stays in the library. */
export async function postProfilePictureRemoval(c: AppContext): Promise<Response> {
  const { db, pages } = c.var.services
  await setPicture(db, personOf(c).id, null)
  pages.changed('site')
  return c.redirect(urls.admin.account('profile'), 303)
}

/** POST /admin/account/address: asks once more who somebody is, unless they have just shown it. */
export async function postAddress(c: AppContext): Promise<Response> {
  const { db, keys } = c.var.services
  const body = await readForm(c, credential)
  const typed = body.field('email').trim()
  const email = Email.parse(typed)
  if (email === null)
    return sendAccountPage(c, { address: { is: typed === '' ? 'missing' : 'notAnEmail', typed } }, 422)
  const isAsked = body.field('password') !== '' || body.field('credential') !== ''
  const asked = await proofAsked(c)
  if (asked !== null && !isAsked) return askForProof(c, typed, asked, null)
  const disbelief = await disbelieveUnlessFresh(c, body)
  if (disbelief) return askForProof(c, typed, asked, disbelief)
  if (!(await changeAddress(db, keys, actorOf(c), email)))
    return sendAccountPage(c, { address: { is: 'taken', typed } }, 422)
  return c.redirect(urls.admin.account('address'), 303)
}

function askForProof(
  c: AppContext,
  typed: string,
  asked: { byPasskey: boolean } | null,
  disbelief: { text: string; status: 422 | 429 } | null,
): Promise<Response> {
  const { profile } = c.var.t
  const page = (
    <ConfirmationPage
      shell={adminShellOf(c)}
      here="account"
      title={profile.addressQuestion}
      notes={[profile.addressNote]}
      action={urls.admin.ownAddress}
      fields={{ email: typed }}
      submit={profile.addressChange}
      back={urls.admin.account()}
      asked={asked}
      error={disbelief?.text ?? null}
    />
  )
  return sendPrivatePage(c, page, disbelief?.status ?? 200)
}
