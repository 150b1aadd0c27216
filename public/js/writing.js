// Shortens the way of who writes: without this file the form saves and shows a preview all the same.
import { sayWhen } from './writing-date.js'
import { chooseCover } from './writing-cover.js'
import { editText } from './writing-keys.js'
import { cleanPaste } from './writing-paste.js'
import { takePictures } from './writing-pictures.js'
import { tellPresence } from './writing-presence.js'
import { keepSaved } from './writing-save.js'
import { showBeside } from './writing-preview.js'
import { openCopies } from './writing-store.js'
import { suggestTags } from './writing-tags.js'
import { addToolbar } from './writing-toolbar.js'
import { waitForUploads } from './writing-uploads.js'

const form = document.querySelector('#editor')

if (form) {
  const words = JSON.parse(form.dataset.words)
  const text = form.querySelector('#post-source')
  editText(text)
  cleanPaste(text)
  const toolbar = addToolbar(text, words)
  showBeside(form, text, toolbar, words)
  // Before who saves: it hears first of what is submitted.
  const begin = waitForUploads(form, words)
  if (form.dataset.uploads) takePictures(form, text, toolbar, words, begin)
  chooseCover(form, words, begin)
  suggestTags(form)
  sayWhen(form)
  void openCopies().then(copies => keepSaved(form, words, copies))
  tellPresence(form)
}
