// Shortens the ways that the queue offers anyway: without this file every button still works.
import { addCopyButton } from './copy-field.js'
import { decideInPlace } from './queue-decisions.js'
import { followProgress } from './progress.js'
import { hearNews } from './queue-news.js'
import { moveByKeys } from './queue-keys.js'
import { showOwnTimes } from './own-times.js'
import { selectMany } from './queue-selection.js'
import { uploadToLibrary } from './uploads.js'

const queue = document.querySelector('#queue')
const upload = document.querySelector('#upload')

hearNews()
void followProgress()

if (queue) {
  moveByKeys(queue, decideInPlace(queue).undo)
  selectMany(queue)
}
if (upload) uploadToLibrary(upload)
for (const field of document.querySelectorAll('[data-copied]')) addCopyButton(field)

showOwnTimes(document)
