import { bytes, plural } from '../../formats.ts'

const articles = plural('en', { one: '# article', other: '# articles' })
const size = bytes('en')

/** English: pictures and files. Every other language has its keys. */
const media = {
  media: {
    nav: 'Media',
    heading: 'Pictures and files',
    search: 'Search names and descriptions',
    unused: 'Not used anywhere',
    all: 'All',
    none: 'Nothing here yet. Upload a picture, or drop it on this page.',
    noneFound: 'Nothing matches.',
    lost: 'File lost',
    older: 'Older',
    choose: 'Add a picture or a file',
    chooseHint: (megabytes: number) =>
      `JPEG, PNG, GIF, WebP, AVIF, SVG, video, audio, PDF or anything to download. Pictures of at most ${megabytes} MB. Where a photo was taken is removed from it.`,
    upload: 'Upload',
    drop: 'Or drop files anywhere on this page.',
    uploading: 'Uploading',
    making: 'Making it ready …',
    waiting: 'The connection is gone. It goes on by itself.',
    cancel: 'Cancel',
    added: 'The file is here.',
    known: 'This very file was here already.',
    back: 'All pictures and files',
    alt: 'Describe it for people who can’t see it',
    altHint: 'One or two sentences: what matters in it here. Leave it empty if it is only decoration.',
    altMissing: 'No description yet',
    save: 'Save description',
    saved: 'The description is saved. New uses of the picture bring it along.',
    tooLong: (limit: number) => `The description is longer than ${limit} characters.`,
    markdown: 'To show it in an article, paste this',
    markdownLink: 'To link to it from an article, paste this',
    caption: 'Words in quotation marks behind the address become a caption.',
    facts: (count: number) => `${size(count)} in all sizes`,
    uses: 'Where it is used',
    usedIn: (count: number) => `In ${articles(count)}`,
    notUsed: 'In no article',
    remove: 'Delete',
    removeOf: (name: string) => `Delete ${name}?`,
    removeNote: 'It is gone for good, in all sizes. This can’t be undone.',
    removeUsed: (count: number) =>
      `It is used in ${articles(count)}. Where it stood, readers will find a gap with its description.`,
    removed: 'The file is deleted.',
    kinds: { picture: 'Picture', video: 'Video', audio: 'Audio', file: 'File' },
    problems: {
      missing: 'Please choose a file.',
      empty: 'This file is empty.',
      tooLarge: (picture: number, file: number) =>
        `This file is too large. A picture may have ${picture} MB, anything else ${file} MB.`,
      tooLargeAtOnce: (megabytes: number) =>
        `Without scripts, a file may have ${megabytes} MB. With scripts, it comes in parts and may be larger.`,
      tooManyPixels: 'This picture has more than 100 million pixels. Please save it smaller and try again.',
      unreadable: 'This picture can’t be read. It may be damaged, or of a kind that is not known here.',
      tooSlow: 'This picture takes too long to be made ready. Please save it smaller and try again.',
      noRoom:
        'There is no room left for it. Delete what is not used, or ask an administrator for more room in the settings.',
      folderAway:
        'The folder for pictures and files can’t be used just now. Please tell whoever runs this site: “doctor” says more.',
      onItsWay: 'This very file is being uploaded at this moment. Please try again in some minutes.',
      tooMany: 'Too many files are on their way. Please wait until some are here.',
      gone: 'This upload was forgotten, as nothing came of it for a day. Please begin again.',
    },
  },
}

export type MediaMessages = typeof media

export default media
