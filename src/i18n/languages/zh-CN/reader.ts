import { numbers, plural, waits } from '../../formats.ts'
import type { ReaderMessages } from '../en/reader.ts'

const number = numbers('zh-CN')
const comments = plural('zh-CN', { other: '# 条评论' })
const replies = plural('zh-CN', { other: '还有 # 条回复' })
const minutes = plural('zh-CN', { other: '# 分钟' })
const seconds = plural('zh-CN', { other: '# 秒' })
const waiting = waits(seconds, minutes)
const characters = plural('zh-CN', { other: '# 个字符' })

/** Simplified Chinese: what readers see. */
const reader: ReaderMessages = {
  name: '简体中文',
  number,
  titleOf: (page, site) => `${page} – ${site}`,

  site: {
    navigation: '导航',
    skipToContent: '跳至正文',
    skipToComments: '跳至评论',
    poweredBy: '由 Afterword 驱动',
    language: '语言',
    theme: '外观',
    themes: { system: '跟随设备', light: '浅色', dark: '深色' },
    savePreferences: '保存',
    preferences: '语言与外观',
  },

  posts: {
    newer: '较新文章',
    older: '较旧文章',
    pages: '文章分页',
    none: '还没有发布任何文章。',
    noneHint: '站长可以用“afterword import markdown”导入文章。',
    tagged: tag => `标签为“${tag}”的文章`,
    tags: '标签',
    published: '发布于',
    updated: date => `更新于 ${date}`,
    latest: '最新文章',
    all: '所有文章',
    commentCount: comments,
  },

  comments: {
    heading: '评论',
    count: comments,
    none: '还没有人评论，来写第一条吧。',
    noneClosed: '没有评论。',
    says: '说道：',
    permalink: (name, time) => `${name} 于 ${time} 的评论`,
    anonymous: '匿名',
    reply: '回复',
    replyTo: name => `回复 ${name}`,
    answering: name => `回复 ${name}`,
    staff: '管理团队',
    edited: time => `${time} 编辑过`,
    pending: '您的评论正在等待审核。',
    pendingHint: '获得批准之前，只有您能在此浏览器中看到它。',
    gone: '此评论已被删除。',
    older: '较旧评论',
    newer: '较新评论',
    pages: '评论分页',
    moreReplies: replies,
    wholeThread: '完整对话',
    backToArticle: '返回文章与全部评论',
    closed: '评论已关闭。',
    edit: '编辑',
    withdraw: '撤回',
    loading: '正在载入…',
  },

  form: {
    heading: '发表回复',
    cancelReply: '取消回复',
    emailNote: '您的邮箱地址不会被公开。',
    requiredNote: '必填项已用 * 标注',
    required: '必填',
    comment: '评论',
    name: '显示名称',
    email: '邮箱',
    website: '网站',
    remember: '在此浏览器中保存我的显示名称、邮箱地址和网站地址，以便下次评论时使用。',
    submit: '发表评论',
    signedIn: name => `您将以 ${name} 的身份发表。`,
    preview: '预览',
    previewHeading: '预览',
    previewNote: '您的评论将这样显示。它尚未发表。',
    previewEmpty: '请先写点什么，然后就能预览。',
    previewFailed: '无法载入预览。您输入的内容仍在，请重试。',
    syntax: '可以使用 *强调*、**加粗**、`代码`、> 引用、- 列表和 [链接](https://…)。',
    sending: '正在发表…',
    errorSummary: plural('zh-CN', { other: '有 # 处需要修改：' }),
    errorTitle: title => `错误：${title}`,
    errors: {
      comment: {
        missing: '请输入您的评论文本。',
        tooLong: limit => `评论超过了 ${characters(limit)}，请缩短一些。`,
        strangeCharacters: '评论中有不可见或无法识别的字符。请删除它们，或重新输入。',
        piledMarks: '评论中有一个字符叠加了超过 16 个附加符号（如声调），请删除一些。',
      },
      name: {
        missing: '请输入您的显示名称。',
        tooLong: limit => `显示名称超过了 ${characters(limit)}，请缩短一些。`,
        strangeCharacters: '显示名称中有不可见或无法识别的字符，请重新输入。',
        piledMarks: '显示名称中有一个字符叠加了超过 16 个附加符号（如声调），请删除一些。',
        holdsAddress: '显示名称中含有邮箱地址，而显示名称会被公开。请换一个不含邮箱的名称。',
      },
      email: {
        missing: '请输入您的邮箱地址。',
        tooLong: limit => `邮箱地址超过了 ${characters(limit)}。`,
        notAnEmail: '请输入有效的邮箱地址，例如 name@example.com。',
      },
      website: {
        tooLong: limit => `网站地址超过了 ${characters(limit)}。`,
        strangeCharacters: '网站地址中有不可见或无法识别的字符，请重新输入。',
        piledMarks: '网站地址中有一个字符叠加了超过 16 个附加符号（如声调），请删除一些。',
        notAWebsite: '请输入完整的网站地址，例如 https://example.com。',
        holdsUser: '网站地址的 @ 前面有用户名，而网站地址会被公开。请去掉用户名。',
        holdsAddress: '网站地址中含有邮箱地址，而网站地址会被公开。请去掉邮箱地址。',
      },
    },
  },

  edit: {
    heading: '编辑您的评论',
    timeLeft: left => `您还可以在 ${minutes(left)}内修改或撤回评论。`,
    save: '保存修改',
    cancel: '取消',
    withdrawHeading: '撤回您的评论',
    withdrawNote: '评论内容和您的名称将被彻底删除；别人对它的回复会保留。',
    withdraw: '撤回评论',
    tooLate: '此评论已不能再修改。',
    tooLateHint: limit =>
      `评论只能在发表后的 ${minutes(limit)}内、在发表时使用的浏览器中修改。如果必须删除，请联系本站的管理者。`,
  },

  refusals: {
    closed: '抱歉，此项目的评论已关闭。',
    closedHint: '您的评论没有发表。您输入的内容在下方，可以复制保存。',
    conversationClosed: '此对话已关闭。',
    conversationClosedHint: '您的回复没有发表。您可以将它作为新评论发表，内容在下方。',
    parentNotPublic: '您要回复的评论现在无法查看。',
    parentNotPublicHint: '您的评论没有发表。您可以将它作为新评论发表，内容在下方。',
    tooFast: '您提交评论的速度太快了，请稍后再发表评论。',
    tooFastHint: wait => `您的评论没有发表。请等待 ${waiting(wait)}后再次发表，内容在下方。`,
    tooLarge: '一次提交的内容太多了。',
    tooLargeHint: limit => `您的评论没有发表。请缩短到 ${characters(limit)}以内，内容在下方。`,
    noSuchPost: '找不到这篇文章。',
    noSuchPostHint: '它可能已被移动或撤下。您的评论没有发表；内容在下方，可以复制保存。',
    yourText: '您输入的内容',
    unavailable: '您的评论暂时无法保存。',
    unavailableHint: '评论没有发表。请稍候再次发表，内容在下方。',
  },

  problems: {
    badRequest: '请求无效。',
    badRequestHint: '请返回并重新载入页面，然后再试一次。',
    forbidden: '您无权这样做。',
    foreignOrigin: '这份表单来自其他网站。',
    foreignOriginHint: '为了您的安全，请求已被拒绝，没有保存任何内容。请在本站打开文章，再从那里发表。',
    notFound: '找不到页面。',
    notFoundHint: '它可能已被移动或撤下。',
    latest: '以下是最新文章：',
    tooLarge: '内容太大了。',
    tooLargeHint: '没有保存任何内容。请返回：浏览器中仍有您输入的文字。缩短后再试一次。',
    unavailable: '网站暂时无法访问。',
    unavailableHint: '暂时无法连接数据库，请稍后再试。',
    filesAwayHint: '暂时无法读取这个文件，请稍后再试。',
    failed: '我们这边出了点问题。',
    failedHint: id => `错误已被记录。如果再次出现，请将这个编号告诉站长：${id}`,
    unsaved: '暂时无法保存。',
    unsavedHint: '您填写的内容在下方，请稍候再次提交。',
    sendAgain: '再次提交',
    home: '前往首页',
  },
}

export default reader
