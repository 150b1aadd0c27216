// Shortens the ways that the page offers anyway: without this file every form and link still works.
import { showPreviewInPlace } from './preview.js'
import { moveFormToReply } from './reply.js'
import { submitOnce } from './submit-once.js'

const section = document.querySelector('#comment-form')
const form = document.querySelector('#comment-form-fields')

if (section && form) {
  moveFormToReply(section, form)
  showPreviewInPlace(section, form)
  submitOnce(form)
}
