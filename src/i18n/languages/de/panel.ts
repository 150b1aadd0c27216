import type { PanelMessages } from '../en/panel.ts'

/** German: what an article is besides its text. */
const panel: PanelMessages = {
  panel: {
    cover: {
      upload: 'Ein Bild hochladen',
      hint: 'Steht am Anfang des Artikels, neben ihm in Listen, und wo andere einen Link zu ihm zeigen.',
      alt: 'Was darauf zu sehen ist, für alle, die es nicht sehen können',
      x: 'Von links, %',
      y: 'Von oben, %',
      point: 'Wo das Bild beschnitten wird, bleibt dieser Punkt zu sehen. Ein Klick auf das Bild setzt ihn.',
    },
  },
}

export default panel
