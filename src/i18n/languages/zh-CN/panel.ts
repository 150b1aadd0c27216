import type { PanelMessages } from '../en/panel.ts'

/** Simplified Chinese: what an article is besides its text. */
const panel: PanelMessages = {
  panel: {
    cover: {
      upload: '上传图片',
      hint: '显示在文章顶部、文章列表中，以及别处分享链接时。',
      alt: '图片内容的文字说明，供看不到图片的人使用',
      x: '距左侧（%）',
      y: '距顶部（%）',
      point: '裁剪图片时，这一点会保留在画面中。点按图片即可设定。',
    },
  },
}

export default panel
