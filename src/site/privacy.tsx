import type { Next } from 'hono'
import type { AppContext } from '../http/context.ts'
import { sendKept } from '../http/answer/send-kept.ts'
import { htmlOf, sendPrivatePage, shellOf } from '../http/answer/send-page.ts'
import { spamDays } from '../moderation/empty-spam.ts'
import { trashDays } from '../posts/trash.ts'
import { findPost } from '../posts/read.ts'
import type { Settings } from '../settings/declared.ts'
import { madePost } from '../text/post-thread.ts'
import { urls } from '../urls.ts'
import { PrivacyPage } from '../../views/site/privacy.tsx'

/** GET /privacy: what the blog keeps, by its settings. An article that was at this address first stays there. */
export async function showPrivacy(c: AppContext, next: Next): Promise<Response | void> {
  if (await findPost(c.var.services.publicDb, urls.privacy.slice(1))) return next()
  if (c.var.person) return sendPrivatePage(c, await pageOf(c, null))
  return sendKept(c, {
    path: urls.privacy,
    make: async () => ({ content: await htmlOf(await pageOf(c, urls.privacy)), dependsOn: ['posts'] }),
  })
}

async function pageOf(c: AppContext, path: string | null) {
  const { settings } = c.var
  const text = settings.privacy_text
  const isInstead = text !== '' && settings.privacy_place === 'instead'
  return (
    <PrivacyPage
      shell={shellOf(c, path)}
      own={text === '' ? null : await ownWords(settings)}
      facts={
        isInstead
          ? null
          : {
              originDays: settings.forget_origins_after_days,
              editMinutes: settings.edit_minutes,
              isRequired: settings.name_email_required,
              isAkismetAsked: settings.ask_akismet,
              areVideosAsked: settings.video_pictures,
              isWorkAsked: settings.proof_of_work === 'always',
              spamDays,
              trashDays,
            }
      }
    />
  )
}

async function ownWords({ privacy_text: source, language, title }: Settings) {
  const { html } = await madePost({ title, tags: [], source, language, excerpt: null }, 'privacy')
  return { html, language }
}
