import type { Hono } from 'hono'
import { file } from '../http/answer/representation.ts'
import type { AppEnv } from '../http/context.ts'
import { postEditor, postNewPost, showEditor, showNewPost } from '../admin/posts/editor.tsx'
import {
  postAddressChange,
  postAddressRemoval,
  postNewAddress,
  showAddress,
  showAddresses,
} from '../admin/posts/addresses.tsx'
import { postTag, postTagMerging, postTagRemoval, showTags, showTagToEdit } from '../admin/posts/tags.tsx'
import { postOpenness } from '../admin/posts/openness.ts'
import { postPostsBulk, postPostsSearch, showPosts } from '../admin/posts/posts.tsx'
import { postPresence } from '../admin/posts/presence.ts'
import { postTranslation, postTranslationRemoval, showTranslations } from '../admin/posts/translations.tsx'
import { postPreviewLink, postPreviewLinkRemoval, showPreviewLink } from '../admin/posts/preview-link.tsx'
import { previewPost } from '../admin/posts/preview.tsx'
import { postPostRevision, showPostRevision, showRevisions } from '../admin/posts/revisions.tsx'
import { postPassword, showAccount } from '../admin/account/account.tsx'
import { postAttackStep, postAttackStepReversal } from '../admin/comments/attack.ts'
import { postDesk } from '../admin/account/desk.ts'
import {
  postAddress,
  postProfile,
  postProfilePicture,
  postProfilePictureRemoval,
} from '../admin/account/profile.tsx'
import { showAudit } from '../admin/system/audit.tsx'
import { postJobAttempt, postJobRemoval, showJobRemoval, showSystem } from '../admin/system/system.tsx'
import { postCodes, postCodesRemoval, postRecoveryCodes, showCodes } from '../admin/account/codes.tsx'
import {
  postCommentErasure,
  postCommentText,
  showCommentErasure,
  showCommentText,
} from '../admin/comments/comment.tsx'
import {
  postReaderBlock,
  postReaderErasure,
  postReaderExport,
  postReaderSearch,
  showReaders,
} from '../admin/people/readers.tsx'
import { showBulk } from '../admin/comments/bulk.tsx'
import {
  postForgetting,
  postLearnedSwitch,
  postLearningAll,
  postSpamEmptying,
  postTrial,
  showForgetting,
  showLearned,
  showSpamEmptying,
} from '../admin/comments/learned.tsx'
import { postMark } from '../admin/comments/marks.ts'
import { postReportSettlement } from '../admin/comments/reports.ts'
import { postSearch, showQueue } from '../admin/comments/queue.tsx'
import { postDecision, postReversal, postStepReversal } from '../admin/comments/decisions.tsx'
import { showAdmin } from '../admin/home.tsx'
import { postDiscussion, showDiscussion } from '../admin/settings/discussion.tsx'
import { postSettings, postSettingsReversal, showSettings } from '../admin/settings/settings.tsx'
import { streamEvents } from '../admin/comments/events.ts'
import { guard, need } from '../admin/guard.ts'
import { routeDesk } from './desk.ts'
import { showLog } from '../admin/comments/log.tsx'
import { postProofChallenge } from '../admin/confirmation.ts'
import {
  postPeopleReversal,
  postRemoval,
  postRole,
  showPeopleReversal,
  showRemoval,
  showRole,
} from '../admin/people/people-changes.tsx'
import {
  postInvitation,
  postInvitationRemoval,
  postSessionsOfEnd,
  showInvite,
  showPeople,
} from '../admin/people/people.tsx'
import { postCommentReply, showCommentReply } from '../admin/comments/reply.tsx'
import {
  postNewPasskey,
  postPasskeyChallenge,
  postPasskeyRemoval,
  showPasskeyOffer,
  showPasskeyRemoval,
} from '../admin/account/passkeys.tsx'
import {
  postDescription,
  postFile,
  postMediumRemoval,
  showMedia,
  showMedium,
  showMediumRemoval,
} from '../admin/media/library.tsx'
import { postPart, postUpload, postUploadEnd, showUpload } from '../admin/media/uploads.ts'
import { sendExport } from '../admin/transfer/export.tsx'
import { postTakingBack, showTakingBack } from '../admin/transfer/taking-back.tsx'
import { postImport, showImports, showPastImport } from '../admin/transfer/imports.tsx'
import { postMoveChoice, postMoveEnd, postMoveStart, showMove } from '../admin/transfer/moves.tsx'
import { postImportPart, postImportUpload, postImportUploadEnd } from '../admin/transfer/uploads.ts'
import { postOtherSessionsEnd, postSessionEnd } from '../admin/account/sessions.ts'

/** What the people who run the blog see and send, all behind one guard. */
export function routeAdmin(app: Hono<AppEnv>): void {
  app.use('/admin/*', guard)
  app.get('/admin', showAdmin)
  routeDesk(app)
  app.get('/admin/comments', need('moderate own'), showQueue)
  app.post('/admin/comments', need('moderate own'), postSearch)
  app.post('/admin/comments/:id/reports/settlement', need('moderate own'), postReportSettlement)
  app.post('/admin/comments/:id/mark', need('moderate own'), postMark)
  app.get('/admin/comments/:id/text', need('moderate own'), showCommentText)
  app.post('/admin/comments/:id/text', need('moderate own'), postCommentText)
  app.get('/admin/comments/:id/reply', need('moderate own'), showCommentReply)
  app.post('/admin/comments/:id/reply', need('moderate own'), postCommentReply)
  app.get('/admin/comments/:id/erasure', need('moderate own'), showCommentErasure)
  app.post('/admin/comments/:id/erasure', need('moderate own'), postCommentErasure)
  app.get('/admin/events', file, need('moderate own'), streamEvents)
  app.post('/admin/decisions', need('moderate own'), postDecision)
  app.get('/admin/decisions/:id', need('moderate own'), showBulk)
  app.post('/admin/decisions/:id/reversal', need('moderate own'), postReversal)
  app.post('/admin/steps/:id/reversal', need('moderate own'), postStepReversal)
  app.get('/admin/spam', need('moderate all'), showLearned)
  app.post('/admin/spam/trial', need('moderate all'), postTrial)
  app.post('/admin/spam/switch', need('change settings'), postLearnedSwitch)
  app.post('/admin/spam/learning', need('change settings'), postLearningAll)
  app.get('/admin/spam/forgetting', need('change settings'), showForgetting)
  app.post('/admin/spam/forgetting', need('change settings'), postForgetting)
  app.get('/admin/spam/emptying', need('moderate all'), showSpamEmptying)
  app.post('/admin/spam/emptying', need('moderate all'), postSpamEmptying)
  app.post('/admin/attack/steps', need('moderate all'), postAttackStep)
  app.post('/admin/attack/steps/reversal', need('moderate all'), postAttackStepReversal)
  app.get('/admin/log', need('moderate own'), showLog)
  app.get('/admin/posts', need('moderate own'), showPosts)
  app.post('/admin/posts', need('moderate own'), postPostsSearch)
  app.post('/admin/post-changes', need('write own'), postPostsBulk)
  app.get('/admin/posts/new', need('write own'), showNewPost)
  app.post('/admin/posts/new', need('write own'), postNewPost)
  app.post('/admin/post-previews', need('write own'), previewPost)
  app.get('/admin/posts/:id', need('write own'), showEditor)
  app.post('/admin/posts/:id', need('write own'), postEditor)
  app.post('/admin/posts/:id/openness', need('moderate own'), postOpenness)
  app.post('/admin/posts/:id/presence', need('write own'), postPresence)
  app.get('/admin/posts/:id/preview-link', need('write own'), showPreviewLink)
  app.post('/admin/posts/:id/preview-link', need('write own'), postPreviewLink)
  app.post('/admin/posts/:id/preview-link/removal', need('write own'), postPreviewLinkRemoval)
  app.get('/admin/posts/:id/translations', need('write own'), showTranslations)
  app.post('/admin/posts/:id/translations', need('write own'), postTranslation)
  app.post('/admin/posts/:id/translations/removal', need('write own'), postTranslationRemoval)
  app.get('/admin/posts/:id/revisions', need('write own'), showRevisions)
  app.get('/admin/posts/:id/revisions/:number', need('write own'), showPostRevision)
  app.post('/admin/posts/:id/revisions/:number', need('write own'), postPostRevision)
  app.get('/admin/tags', need('write all'), showTags)
  app.get('/admin/tags/:id', need('write all'), showTagToEdit)
  app.post('/admin/tags/:id', need('write all'), postTag)
  app.post('/admin/tags/:id/merging', need('write all'), postTagMerging)
  app.post('/admin/tags/:id/removal', need('write all'), postTagRemoval)
  app.get('/admin/addresses', need('write all'), showAddresses)
  app.post('/admin/addresses', need('write all'), postNewAddress)
  app.get('/admin/addresses/:id', need('write all'), showAddress)
  app.post('/admin/addresses/:id', need('write all'), postAddressChange)
  app.post('/admin/addresses/:id/removal', need('write all'), postAddressRemoval)
  app.get('/admin/media', need('add media'), showMedia)
  app.post('/admin/media', need('add media'), postFile)
  app.post('/admin/uploads', need('add media'), postUpload)
  app.get('/admin/uploads/:id', need('add media'), showUpload)
  app.post('/admin/uploads/:id/parts/:part', need('add media'), postPart)
  app.post('/admin/uploads/:id/end', need('add media'), postUploadEnd)
  app.get('/admin/media/:id', need('add media'), showMedium)
  app.post('/admin/media/:id', need('add media'), postDescription)
  app.get('/admin/media/:id/removal', need('add media'), showMediumRemoval)
  app.post('/admin/media/:id/removal', need('add media'), postMediumRemoval)
  app.get('/admin/discussion', need('change settings'), showDiscussion)
  app.post('/admin/discussion', need('change settings'), postDiscussion)
  app.get('/admin/settings', need('change settings'), showSettings)
  app.post('/admin/settings', need('change settings'), postSettings)
  app.post('/admin/settings/saves/:id/reversal', need('change settings'), postSettingsReversal)
  app.get('/admin/readers', need('answer for personal data'), showReaders)
  app.post('/admin/readers', need('answer for personal data'), postReaderSearch)
  app.post('/admin/readers/block', need('answer for personal data'), postReaderBlock)
  app.post('/admin/readers/export', need('answer for personal data'), postReaderExport)
  app.post('/admin/readers/erasure', need('answer for personal data'), postReaderErasure)
  app.get('/admin/audit', need('manage people'), showAudit)
  app.get('/admin/system', need('run the system'), showSystem)
  app.post('/admin/system/jobs/:id/attempt', need('run the system'), postJobAttempt)
  app.get('/admin/system/jobs/:id/removal', need('run the system'), showJobRemoval)
  app.post('/admin/system/jobs/:id/removal', need('run the system'), postJobRemoval)
  app.get('/admin/imports', need('run the system'), showImports)
  app.post('/admin/imports', need('run the system'), postImport)
  app.post('/admin/import-uploads', need('run the system'), postImportUpload)
  app.post('/admin/import-uploads/:id/parts/:part', need('run the system'), postImportPart)
  app.post('/admin/import-uploads/:id/end', need('run the system'), postImportUploadEnd)
  app.get('/admin/imports/files/:id', need('run the system'), showMove)
  app.post('/admin/imports/files/:id/choice', need('run the system'), postMoveChoice)
  app.post('/admin/imports/files/:id/start', need('run the system'), postMoveStart)
  app.post('/admin/imports/files/:id/end', need('run the system'), postMoveEnd)
  app.get('/admin/imports/:id', need('run the system'), showPastImport)
  app.get('/admin/imports/:id/removal', need('run the system'), showTakingBack)
  app.post('/admin/imports/:id/removal', need('run the system'), postTakingBack)
  app.get('/admin/exports/:format', file, need('run the system'), sendExport)
  app.get('/admin/people', need('manage people'), showPeople)
  app.get('/admin/people/:id/role', need('manage people'), showRole)
  app.post('/admin/people/:id/role', need('manage people'), postRole)
  app.get('/admin/people/:id/removal', need('manage people'), showRemoval)
  app.post('/admin/people/:id/removal', need('manage people'), postRemoval)
  app.get('/admin/people/:id/reversal', need('manage people'), showPeopleReversal)
  app.post('/admin/people/:id/reversal', need('manage people'), postPeopleReversal)
  app.post('/admin/people/:id/sessions/end', need('manage people'), postSessionsOfEnd)
  app.get('/admin/invitations', need('manage people'), showInvite)
  app.post('/admin/invitations', need('manage people'), postInvitation)
  app.post('/admin/invitations/:id/removal', need('manage people'), postInvitationRemoval)
  app.get('/admin/account', showAccount)
  app.get('/admin/account/welcome', showPasskeyOffer)
  app.post('/admin/account/desk', postDesk)
  app.post('/admin/account/profile', postProfile)
  app.post('/admin/account/picture', postProfilePicture)
  app.post('/admin/account/picture/removal', postProfilePictureRemoval)
  app.post('/admin/account/address', postAddress)
  app.post('/admin/account/password', postPassword)
  app.post('/admin/account/passkeys', postNewPasskey)
  app.post('/admin/account/passkeys/challenge', postPasskeyChallenge)
  app.get('/admin/account/passkeys/:id/removal', showPasskeyRemoval)
  app.post('/admin/account/passkeys/:id/removal', postPasskeyRemoval)
  app.post('/admin/account/proof/challenge', postProofChallenge)
  app.get('/admin/account/codes', showCodes)
  app.post('/admin/account/codes', postCodes)
  app.post('/admin/account/codes/removal', postCodesRemoval)
  app.post('/admin/account/recovery-codes', postRecoveryCodes)
  app.post('/admin/sessions/others/end', postOtherSessionsEnd)
  app.post('/admin/sessions/:id/end', postSessionEnd)
}
