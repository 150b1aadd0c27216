// Shortens the ways that the page offers anyway: without this file every form and link still works.
import { equipArticle } from './article.js'
import { forgetDrafts, keepDraft, keepSender } from './draft.js'
import { showOwnTimes } from './own-times.js'
import { moveFormToReply } from './reply.js'
import { submitOnce } from './submit-once.js'

/** Until then there is no news to tell. */
const newsAfterMs = 60_000
/** Whoever sends the form before what serves them is there waits no longer than this for it. */
const patienceMs = 3_000

const section = document.querySelector('#comment-form')
const form = document.querySelector('#comment-form-fields')

forgetDrafts()

if (section && form) {
  loadForWriting()
  const answer = moveFormToReply(section, form)
  keepDraft(form, answer)
  keepSender(form)
  submitOnce(form)
}

/** What serves somebody who writes is loaded once somebody does; before all that listens for the form to be sent. */
function loadForWriting() {
  let loading = null
  const load = async () => (await import('./while-writing.js')).serveWriting(section, form)
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
    if (!event.submitter?.hasAttribute('data-preview'))
      form.querySelector('.form-status').textContent = form.dataset.sending
    const patience = new Promise(done => setTimeout(done, patienceMs))
    void Promise.race([loading, patience]).finally(() => {
      loading = null
      form.requestSubmit(event.submitter)
    })
  })
}

showOwnTimes(document)

const header = document.querySelector('.post-header[data-copy]')
if (header) equipArticle(header)

const news = document.querySelector('[data-news]')
if (news) setTimeout(async () => (await import('./news.js')).tellOfComments(news), newsAfterMs)

// What became of a comment is heard as well as seen. Until the page is there its address takes the focus away.
addEventListener('pageshow', () => document.querySelector('[data-told]')?.focus({ preventScroll: true }))
