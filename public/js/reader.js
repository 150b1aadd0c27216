// Shortens the ways that the page offers anyway: without this file every form and link still works.
import { equipArticle } from './article.js'
import { forgetDrafts, keepDraft, keepSender } from './draft.js'
import { tellOfComments } from './news.js'
import { showOwnTimes } from './own-times.js'
import { showPreviewInPlace } from './preview.js'
import { proveWork } from './proof.js'
import { moveFormToReply } from './reply.js'
import { submitOnce } from './submit-once.js'
import { trimAddresses } from './trim-addresses.js'

const section = document.querySelector('#comment-form')
const form = document.querySelector('#comment-form-fields')

forgetDrafts()

if (section && form) {
  proveWork(form)
  const answer = moveFormToReply(section, form)
  keepDraft(form, answer)
  keepSender(form)
  showPreviewInPlace(section, form)
  submitOnce(form)
  trimAddresses(form)
}

showOwnTimes(document)

const header = document.querySelector('.post-header[data-copy]')
if (header) equipArticle(header)

const news = document.querySelector('[data-news]')
if (news) tellOfComments(news)

// What became of a comment is heard as well as seen. Until the page is there its address takes the focus away.
addEventListener('pageshow', () => document.querySelector('[data-told]')?.focus({ preventScroll: true }))
