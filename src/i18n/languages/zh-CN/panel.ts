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
    translations: {
      heading: '翻译',
      note: '内容相同、语言不同的文章会在各自的页面上并向搜索引擎互相指明。未公开的文章不会在任何地方提及。',
      none: '还没有关联其他文章。',
      of: '本文是以下文章的翻译',
      ofHint: '填写另一篇文章的地址，或地址的末尾部分。',
      missing: '没有这篇文章，或您无权编辑它。',
      link: '关联',
      unlink: '取消本文的关联',
      choose: '关联翻译，或取消关联',
      later: '文章保存后，可在此关联它的翻译。',
    },
    visibility: {
      legend: '谁可以阅读',
      public: '发布后，所有人',
      private: '本博客的成员，登录后可在其地址阅读：不出现在任何列表、订阅源或搜索中',
      applied: '点“发布”或“更新”后生效；“保存草稿”不会改变它。',
      noLink: '其他人无法看到。',
      shown: '私密：您已登录，因此可以看到这篇文章。',
      link: time => `此外，持有预览链接（创建于 ${time}）的人也能看到，直到您将其撤销。`,
    },
  },
}

export default panel
