import { forgetOldNetworks, forgetOldRefusals } from './accounts/audit-log.ts'
import { forgetOldChallenges } from './accounts/challenges.ts'
import { forgetRemovedAccounts } from './accounts/changes.ts'
import { forgetOldInvitations } from './accounts/invitations.ts'
import { forgetOldSessions } from './accounts/sessions.ts'
import { askAkismet } from './moderation/ask-akismet.ts'
import { watchAttack } from './moderation/attack-steps.ts'
import { finishBulk, forgetOldTasks } from './moderation/bulk.ts'
import { emptyAllSpam, emptySpam } from './moderation/empty-spam.ts'
import { endOldBlocks, judgeUnblocked, judgeWaiting } from './moderation/judge-unblocked.ts'
import { learnAll } from './moderation/learn-all.ts'
import { learnDecision, learnDue } from './moderation/lessons.ts'
import { tellAkismet } from './moderation/tell-akismet.ts'
import { findOlder } from './search/comment-terms.ts'
import { findOlderArticles } from './search/post-terms.ts'
import { forgetWords, learnWords } from './search/words.ts'
import type { Services } from './http/context.ts'
import { watchDuePosts } from './http/cache/due-posts.ts'
import { quickBytes, tidyPglite } from './db/tidy.ts'
import { errorFacts } from './log.ts'
import { isUnavailable } from './db/unavailable.ts'
import { forgetWriters } from './posts/presence.ts'
import { emptyTrash } from './posts/trash.ts'
import { bringVideoPictures } from './posts/videos.ts'
import { mediaRules } from './media/keep.ts'
import { removeLeft } from './media/left.ts'
import { forgetOldUploads } from './media/uploads.ts'
import { insertJob } from './queue/enqueue.ts'
import type { Jobs, Schedules, Turn } from './queue/jobs.ts'
import { startWorker } from './queue/worker.ts'
import { renewAside } from './readers/aside.ts'
import { forgetStrayContacts } from './readers/contacts.ts'
import { forgetOldOrigins } from './readers/personal-data.ts'
import { forgetOldTakenBack } from './readers/taken-back.ts'
import { forgetOldWindows } from './readers/rate-limit.ts'
import { forgetOldSearches } from './readers/searches.ts'
import { forgetNetworksOfSaves } from './settings/saves.ts'
import { readServiceKey } from './settings/service-keys.ts'
import { type Akismet, akismetAddress } from './spam/akismet.ts'
import { forgetLessonsOfGone } from './spam/gone.ts'
import { forgetOldProofs } from './spam/proof.ts'
import { renewSenderKeys } from './spam/sender-keys.ts'
import { forgetOldMoves } from './transfer/moves/moves.ts'
import { carryOutTakingBack } from './transfer/moves/take-back.ts'

/** Every job, and the function that carries it out. */
function jobsOf({ db, keys, settings, config, log }: Services): Jobs {
  const quick = (work: (from: Services['db']) => Promise<unknown>) => async () => {
    await work(db)
    return 'done' as const
  }
  const inPortions =
    (work: (from: Services['db'], mayGoOn: () => boolean) => Promise<void>) =>
    async (_: object, { signal }: Turn): Promise<'done' | 'unfinished'> => {
      await work(db, () => !signal.aborted)
      return signal.aborted ? 'unfinished' : 'done'
    }
  /** A Postgres does it by itself. */
  const tidy = (mostBytes: number) =>
    inPortions(async (from, mayGoOn) => {
      if (config.database.kind === 'pglite') await tidyPglite(from, mostBytes, mayGoOn)
    })
  const mover = async () => ({
    ...{ db, ring: keys, settings: await settings.current() },
    ...{ mediaDir: config.mediaDir, log },
  })
  /** Asked only where the host wants it and gave a key. */
  const akismet = async (use: (akismet: Akismet) => Promise<void>) => {
    const key = (await settings.current()).ask_akismet ? await readServiceKey(db, keys, 'akismet') : null
    if (key !== null) await use({ address: akismetAddress, key, blog: config.baseUrl })
  }
  // What reads other systems' files is loaded where somebody moves in.
  const carryOut = () => import('./transfer/moves/carry-out.ts')
  return {
    'bring-in-move': async ({ move }, { signal }) =>
      (await carryOut()).bringInMove(await mover(), move, signal),
    'bring-video-pictures': async ({ post }, { signal }) => {
      const all = await settings.current()
      const asking = all.video_pictures ? { rules: mediaRules(all, config.mediaDir, log), signal } : null
      return bringVideoPictures(db, post, asking)
    },
    'ask-akismet': async ({ comment }, { signal }) => {
      await akismet(from => askAkismet(db, from, comment, signal))
      return 'done'
    },
    'empty-all-spam': async (asked, { signal }) => {
      await emptyAllSpam(db, asked, () => !signal.aborted)
      return signal.aborted ? 'unfinished' : 'done'
    },
    'empty-spam': inPortions(emptySpam),
    'empty-trash': inPortions(emptyTrash),
    'find-older-articles': inPortions(findOlderArticles),
    'find-older-terms': inPortions(findOlder),
    'finish-bulk-decision': async ({ decision }, { signal }) => {
      await finishBulk(db, decision, () => !signal.aborted)
      return signal.aborted ? 'unfinished' : 'done'
    },
    'forget-bulk-decisions': quick(forgetOldTasks),
    'forget-challenges': quick(async db => {
      await forgetOldChallenges(db)
      await forgetOldProofs(db)
    }),
    'forget-contacts': inPortions(forgetStrayContacts),
    'forget-invitations': quick(forgetOldInvitations),
    'forget-left-files': inPortions((db, mayGoOn) => removeLeft(db, config.mediaDir, mayGoOn)),
    'forget-lessons': inPortions(forgetLessonsOfGone),
    'forget-moves': quick(forgetOldMoves),
    'forget-networks': quick(async () => {
      await forgetOldNetworks(db, (await settings.current()).forget_origins_after_days)
      await forgetNetworksOfSaves(db)
    }),
    'forget-origins': inPortions(async (db, mayGoOn) => {
      const days = (await settings.current()).forget_origins_after_days
      await forgetOldOrigins(db, days, mayGoOn)
      if (!mayGoOn()) return
      await renewSenderKeys(db, days)
      await renewAside(db, keys)
    }),
    'forget-rate-limits': quick(async db => {
      await forgetOldWindows(db)
      await forgetOldTakenBack(db)
    }),
    'forget-refusals': quick(forgetOldRefusals),
    'forget-removed-accounts': quick(forgetRemovedAccounts),
    'forget-searches': quick(forgetOldSearches),
    'forget-sessions': quick(forgetOldSessions),
    'forget-uploads': quick(forgetOldUploads),
    'forget-writers': quick(forgetWriters),
    'end-blocks': quick(endOldBlocks),
    'judge-unblocked': async (_, { signal }) => {
      await judgeUnblocked(db, await settings.current(), () => !signal.aborted)
      return signal.aborted ? 'unfinished' : 'done'
    },
    'judge-waiting': async (_, { signal }) => {
      await judgeWaiting(db, await settings.current(), () => !signal.aborted)
      return signal.aborted ? 'unfinished' : 'done'
    },
    'learn-all': inPortions(learnAll),
    'learn-decision': async ({ decision }, { signal }) => {
      await learnDecision(db, decision, () => !signal.aborted)
      return signal.aborted ? 'unfinished' : 'done'
    },
    'learn-due': inPortions(learnDue),
    'forget-words': inPortions(forgetWords),
    'learn-words': inPortions(learnWords),
    'take-back-import': async ({ import: id }, { signal }) => {
      await carryOutTakingBack(db, id, () => !signal.aborted)
      return signal.aborted ? 'unfinished' : 'done'
    },
    'look-through-move': async ({ move }, { signal }) =>
      (await carryOut()).lookThrough(await mover(), move, signal),
    'tidy-large-tables': tidy(Number.MAX_SAFE_INTEGER),
    'tidy-tables': tidy(quickBytes),
    'tell-akismet': async ({ decision }, { signal }) => {
      await akismet(from => tellAkismet(db, from, decision, signal))
      return signal.aborted ? 'unfinished' : 'done'
    },
    'watch-attack': quick(watchAttack),
  }
}

/** What is done again and again: minute, hour, day, month, weekday, in the site's time zone. */
export const schedules: Schedules = {
  'empty-spam': '23 * * * *',
  'empty-trash': '21 * * * *',
  'end-blocks': '*/5 * * * *',
  'forget-bulk-decisions': '1 * * * *',
  'forget-challenges': '3 * * * *',
  'forget-contacts': '5 * * * *',
  'forget-invitations': '7 * * * *',
  'forget-left-files': '27 * * * *',
  'forget-lessons': '25 * * * *',
  'forget-moves': '19 * * * *',
  'forget-networks': '9 * * * *',
  'forget-origins': '11 * * * *',
  'forget-rate-limits': '13 * * * *',
  'forget-refusals': '15 * * * *',
  'forget-removed-accounts': '*/5 * * * *',
  'forget-searches': '17 * * * *',
  'forget-sessions': '19 * * * *',
  'forget-uploads': '21 * * * *',
  'forget-writers': '23 * * * *',
  'forget-words': '23 4 * * *',
  'learn-due': '*/5 * * * *',
  'learn-words': '*/5 * * * *',
  // Its reader may wait for a second: at a time when there are few.
  'tidy-large-tables': '37 4 * * *',
  'tidy-tables': '35 * * * *',
  'watch-attack': '*/5 * * * *',
}

/** How many came by an old address is written down so often. */
const hitsEveryMs = 60_000

/** Starts to carry out jobs in this process; returns the function that stops it, and waits for what is under way. */
export async function startWork(services: Services): Promise<() => Promise<void>> {
  const { db, log, settings, announcements, pages, circuit } = services
  for (const name of ['find-older-articles', 'find-older-terms'] as const)
    await insertJob(db, { name, payload: {}, key: 'start', at: null })
  const worker = startWorker(db, jobsOf(services), schedules, {
    log,
    timeZone: () => settings.last().time_zone,
    isListening: () => pages.isListening(),
  })
  const deafen = [
    announcements.subscribe('jobs', () => worker.wake()),
    // What this process writes may be a job: where no notice comes of it, it looks for itself.
    circuit.watch({
      away: () => undefined,
      back: () => undefined,
      wrote: () => pages.isListening() || worker.wake(),
    }),
    announcements.subscribe('setting:time_zone', () => {
      settings.current().then(
        () => worker.reschedule(),
        (error: unknown) => log.error({ job: 'read the time zone', ...errorFacts(error) }),
      )
    }),
  ]
  return async () => {
    for (const stop of deafen) stop()
    await worker.stop()
  }
}

/**
 * Starts what each process that answers does for itself, whichever carries out the jobs: what it keeps goes when an
 * article appears, and what it counted is written down. Returns the function that stops it.
 */
export function startUpkeep(services: Services): () => Promise<void> {
  const { db, log, addressHits } = services
  const writeHits = () =>
    addressHits.write(db).catch((error: unknown) => {
      if (!isUnavailable(error)) log.error({ job: 'hits of addresses', ...errorFacts(error) })
    })
  const timer = setInterval(() => void writeHits(), hitsEveryMs).unref()
  const stopWatching = watchDuePosts(services)
  return async () => {
    clearInterval(timer)
    await Promise.all([stopWatching(), writeHits()])
  }
}
