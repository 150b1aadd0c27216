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
    translations: {
      heading: 'Translations',
      note: 'Articles that say the same in other languages name one another, on their pages and to search engines. One that is not public is named nowhere.',
      none: 'It is linked with no other article.',
      of: 'It is a translation of',
      ofHint: 'The address of the other article, or the end of it.',
      missing: 'There is no such article that you may write.',
      link: 'Link them',
      unlink: 'Unlink this article',
      choose: 'Link it with a translation, or unlink it',
      later: 'Once the article is saved, it can be linked with its translations here.',
    },
    visibility: {
      legend: 'Who may read it',
      public: 'Everybody, once it is published',
      private: 'The people of this blog, signed in, at its address: it is in no list, feed or search',
      applied: 'Publish and Update apply it; Save draft leaves it as it is.',
      noLink: 'Nobody else has a way to it.',
      shown: 'Private: you see this article because you are signed in.',
      link: (time: string) => `Besides them whoever has its preview link, made ${time}, until you revoke it.`,
    },
  },
}

export type PanelMessages = typeof panel
export default panel
