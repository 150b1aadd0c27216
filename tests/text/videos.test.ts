import { expect, test } from 'vitest'
import { videoFacts } from '../../src/media/video-answers.ts'
import { renderPost } from '../../src/text/post-html.ts'
import { videoAt, videosIn } from '../../src/text/videos.ts'

test.each([
  ['https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=42', 'youtube/dQw4w9WgXcQ'],
  ['https://youtu.be/dQw4w9WgXcQ?si=x', 'youtube/dQw4w9WgXcQ'],
  ['https://m.youtube.com/shorts/dQw4w9WgXcQ', 'youtube/dQw4w9WgXcQ'],
  ['https://vimeo.com/76979871', 'vimeo/76979871'],
  ['https://vimeo.com/76979871/0123456789', 'vimeo/76979871/0123456789'],
  ['https://player.vimeo.com/video/76979871', 'vimeo/76979871'],
  ['https://www.bilibili.com/video/BV1xx411c7mD/?p=2', 'bilibili/BV1xx411c7mD'],
  ['https://dai.ly/x5e9eog', 'dailymotion/x5e9eog'],
  ['https://www.nicovideo.jp/watch/sm9', 'nicovideo/sm9'],
  ['https://www.ted.com/talks/a_b_c', 'ted/a_b_c'],
  ['https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv', 'peertube/tube.example/kkGMgK9ZtnKfYAgnEtQxbv'],
  ['https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ', undefined],
  ['https://user@youtu.be/dQw4w9WgXcQ', undefined],
  ['https://www.youtube.com/@somebody', undefined],
  ['https://vimeo.com/about', undefined],
  ['https://example.com/w/page', undefined],
  ['javascript:alert(1)', undefined],
])('%s is %s', (address, key) => expect(videoAt(address)?.key).toBe(key))

const youtube = 'https://youtu.be/dQw4w9WgXcQ'
const known = [
  { key: 'youtube/dQw4w9WgXcQ', title: 'T', picture: '/media/AAAAAAAAAAAAAAAAAAAAAA/1280x720.webp' },
]

test.each([youtube, `<${youtube}>`, `- ${youtube}`, `> ${youtube}`, `  ${youtube}  \r\n\r\nx`])(
  'is found, and shown, where it stands alone: %j',
  source => {
    expect(videosIn(`A\n\n${source}`)).toHaveLength(1)
    const { html, videos } = renderPost(`A\n\n${source}`, 'en', { videos: known })
    const isAlone = !source.startsWith('-')
    expect([html.includes('class="video"'), videos.length]).toEqual([isAlone, isAlone ? 1 : 0])
  },
)

test.each([
  `[words](${youtube})`,
  `See ${youtube}`,
  `${youtube} ${youtube}`,
  `    ${youtube}`,
  `\`\`\`\n${youtube}\n\`\`\``,
  `<p>${youtube}</p>`,
])('stays what it is beside words, in a link and in code, and is not asked about: %j', source => {
  const { html, videos } = renderPost(source, 'en', { videos: known })
  expect(html).not.toContain('class="video"')
  expect(videos).toEqual([])
})

test('each site’s answer is read for a title and a picture', () => {
  const read = (way: 'oembed' | 'page' | 'bilibili', answer: string) =>
    videoFacts(way, answer, 'https://v.example/a')
  expect(
    read('oembed', '{"title":" A\\nb ","thumbnail_url":"https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg"}'),
  ).toEqual({
    title: 'A b',
    pictures: [
      'https://i.ytimg.com/vi/dQw4w9WgXcQ/maxresdefault.jpg',
      'https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg',
    ],
  })
  expect(read('bilibili', '{"code":0,"data":{"title":"猫","pic":"http://i1.hdslb.com/a.jpg"}}')).toEqual({
    title: '猫',
    pictures: ['https://i1.hdslb.com/a.jpg'],
  })
  expect(
    read(
      'page',
      `<meta content='Tom &amp; "J"' property="og:title"><meta property="og:image" content="/b.png">`,
    ),
  ).toEqual({ title: 'Tom & "J"', pictures: ['https://v.example/b.png'] })
  for (const nothing of ['', '[]', 'null', '{"title":3}', '{"data":7}', '<meta>'])
    expect(read('oembed', nothing)).toBeNull()
})
