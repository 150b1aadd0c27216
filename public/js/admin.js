// Shortens the ways that the queue offers anyway: without this file every button still works.
import { decideInPlace } from './queue-decisions.js'
import { followProgress } from './bulk-progress.js'
import { hearNews } from './queue-news.js'
import { moveByKeys } from './queue-keys.js'
import { selectMany } from './queue-selection.js'

const queue = document.querySelector('#queue')

hearNews()
void followProgress()

if (queue) {
  decideInPlace(queue)
  moveByKeys(queue)
  selectMany(queue)
}
