/** English: what an article is besides its text. Every other language has its keys. */
const panel = {
  panel: {
    cover: {
      upload: 'Upload a picture',
      hint: 'Stands at the head of the article, beside it in lists, and where others show a link to it.',
      alt: 'What it shows, for those who can’t see it',
      x: 'From the left, %',
      y: 'From the top, %',
      point: 'Where the picture is cut, this point stays in view. A click on the picture sets it.',
    },
  },
}

export type PanelMessages = typeof panel
export default panel
