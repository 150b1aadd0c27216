// Shortens the ways that the queue offers anyway: without this file every button still works.
import { addCopyButton } from './copy-field.js'
import { decideInPlace } from './queue-decisions.js'
import { followProgress } from './progress.js'
import { hearNews } from './queue-news.js'
import { moveByKeys } from './queue-keys.js'
import { openInPlace } from './queue-in-place.js'
import { showOwnTimes } from './own-times.js'
import { selectMany } from './queue-selection.js'
import { uploadToLibrary } from './uploads.js'

const queue = document.querySelector('#queue')
const upload = document.querySelector('#upload')
const decisions = queue ? decideInPlace(queue) : null

hearNews(decisions?.renew ?? (() => {}))
void followProgress()

if (queue) {
  if (queue.dataset.keys) moveByKeys(queue, decisions.undo)
  openInPlace(queue, decisions.take)
  selectMany(queue)
}
if (upload) uploadToLibrary(upload)
for (const field of document.querySelectorAll('[data-copied]')) addCopyButton(field)

showOwnTimes(document)
