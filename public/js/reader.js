// Shortens the ways that the page offers anyway: without this file every form and link still works.
import { equipArticle } from './article.js'
import { forgetDrafts, keepDraft, keepSender } from './draft.js'
import { tellOfComments } from './news.js'
import { showOwnTimes } from './own-times.js'
import { showPreviewInPlace } from './preview.js'
import { moveFormToReply } from './reply.js'
import { submitOnce } from './submit-once.js'
import { trimAddresses } from './trim-addresses.js'

const section = document.querySelector('#comment-form')
const form = document.querySelector('#comment-form-fields')

forgetDrafts()

if (section && form) {
  loadProof()
  const answer = moveFormToReply(section, form)
  keepDraft(form, answer)
  keepSender(form)
  showPreviewInPlace(section, form)
  submitOnce(form)
  trimAddresses(form)
}

/** What may have to be proved is found out once somebody writes; before all that listens for the form to be sent. */
function loadProof() {
  let loading = null
  const load = async () => (await import('./proof.js')).proveWork(form)
  const begin = () => {
    loading = load().finally(() => {
      loading = null
    })
  }
  form.addEventListener('focusin', begin, { once: true })
  form.addEventListener('submit', event => {
    if (!loading) return
    event.preventDefault()
    event.stopImmediatePropagation()
    void loading.finally(() => form.requestSubmit(event.submitter))
  })
}

showOwnTimes(document)

const header = document.querySelector('.post-header[data-copy]')
if (header) equipArticle(header)

const news = document.querySelector('[data-news]')
if (news) tellOfComments(news)

// What became of a comment is heard as well as seen. Until the page is there its address takes the focus away.
addEventListener('pageshow', () => document.querySelector('[data-told]')?.focus({ preventScroll: true }))
