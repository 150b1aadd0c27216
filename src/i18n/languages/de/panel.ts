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
    translations: {
      heading: 'Übersetzungen',
      note: 'Artikel, die dasselbe in anderen Sprachen sagen, nennen einander, auf ihren Seiten und gegenüber Suchmaschinen. Was nicht öffentlich ist, wird nirgends genannt.',
      none: 'Er ist mit keinem anderen Artikel verbunden.',
      of: 'Er ist eine Übersetzung von',
      ofHint: 'Die Adresse des anderen Artikels oder ihr Ende.',
      missing: 'Einen solchen Artikel, den Sie schreiben dürfen, gibt es nicht.',
      link: 'Verbinden',
      unlink: 'Diesen Artikel lösen',
      choose: 'Mit einer Übersetzung verbinden oder lösen',
      later: 'Ist der Artikel gespeichert, kann er hier mit seinen Übersetzungen verbunden werden.',
    },
    visibility: {
      legend: 'Wer ihn lesen darf',
      public: 'Alle, sobald er veröffentlicht ist',
      private:
        'Wer zu diesem Blog gehört und angemeldet ist, unter seiner Adresse: er steht in keiner Liste, keinem Feed und keiner Suche',
      applied: 'Veröffentlichen und Aktualisieren wenden es an; „Entwurf speichern“ lässt es, wie es ist.',
      noLink: 'Sonst kommt niemand zu ihm.',
      shown: 'Privat: Sie sehen diesen Artikel, weil Sie angemeldet sind.',
      link: time => `Außerdem, wer seinen Vorschaulink vom ${time} hat, bis Sie ihn widerrufen.`,
    },
  },
}

export default panel
