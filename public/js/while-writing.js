import { showPreviewInPlace } from './preview.js'
import { proveWork } from './proof.js'
import { trimAddresses } from './trim-addresses.js'

/** What the form does for somebody who writes in it, beyond what it does for everyone who reads the page. */
export function serveWriting(section, form) {
  proveWork(form)
  showPreviewInPlace(section, form)
  trimAddresses(form)
}
