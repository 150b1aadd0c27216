import type { SettingMessages } from '../en/settings.ts'

/** Simplified Chinese: the site's settings. */
const settings: SettingMessages = {
  settings: {
    nav: '设置',
    heading: '站点设置',
    save: '保存设置',
    saved: '设置已保存，所有页面即刻生效。',
    notSaved: '没有保存。请修改以下各项：',
    undone: '已恢复为之前的设置。',
    kept: '已恢复为之前的设置，之后被他人改过的项目保持不变。',
    preview: '预览',
    previewHint: '打开博客查看效果，不会保存。',
    saves: '最近的更改',
    noPicture: '无',
    chosen: '当前使用的图片',
    library: '图片和文件',
    groups: {
      site: '站点',
      look: '博客的外观',
      moderation: '哪些评论需要审核',
      who: '谁可以评论',
      display: '对话的显示方式',
      following: '订阅',
      privacy: '隐私',
    },
    about: {
      title: { label: '站点名称', help: '显示在每个页面上。' },
      tagline: { label: '副标题', help: '显示在名称下方，可以留空。' },
      language: { label: '语言', help: '当读者浏览器要求的语言都不可用时使用。' },
      time_zone: { label: '时区', help: '所有时间都按此时区显示，例如 Asia/Shanghai 或 Europe/Berlin。' },
      date_format: { label: '日期的写法', help: '用于所有页面和后台。' },
      posts_per_page: { label: '每页文章数', help: '用于首页和标签页。' },
      media_megabytes: {
        label: '图片和文件的空间（兆字节）',
        help: '超出的文件会被拒绝。所有内容都计算在内：每张图片都会保留原件以及页面所用的各种尺寸。',
      },
      avif_pictures: {
        label: '大图另存为 AVIF',
        help: '读者收到的图片约小五分之一；今后每张新图片会让服务器多计算几秒，并占用额外空间。',
      },
      logo: { label: '标志', help: '显示在每个页面的顶部，代替站点名称。' },
      icon: {
        label: '图标',
        help: '显示在浏览器标签页和手机桌面上，最好是正方形；不选则使用站点名称的首字。',
      },
      accent: {
        label: '链接和按钮的颜色',
        help: '如果不易辨认，页面会自动调深或调浅：浅色和深色外观分别计算。',
      },
      navigation: {
        label: '导航',
        help: '显示在站点名称下方，每行一项：先写一两个词，空一格再写地址，例如“关于 /about”或“照片 https://example.org/”。',
      },
      footer: { label: '页脚', help: '显示在每个页面底部，可以像文章一样使用 Markdown，也可以留空。' },
      hold_comments: { label: '所有评论都需审核', help: '未经批准，任何评论都不会显示。' },
      trust_after: {
        label: '有多少条评论获准后信任此人',
        help: '在此之前其评论都需审核。只计算来自同一浏览器的评论：仅凭邮箱地址不能证明身份。0 表示信任所有人。',
      },
      hold_links: { label: '包含多少个链接的评论需审核', help: '0 表示不启用。' },
      proof_of_work: {
        label: '要求浏览器完成工作量证明',
        help: '读者书写时，其浏览器会计算约一秒。大量发送者要为此付出代价，且不会请求其他服务器。受信任的人无需计算。没有证明的评论会等待审核：关闭脚本或未使用 HTTPS 的人无法计算。',
      },
      notice_attacks: {
        label: '察觉攻击',
        help: '当尚未获得信任的人发来的评论远多于过去四周内任何一小时时，新评论会等待审核，直到平息；审核页面会说明还能采取什么措施。',
      },
      ask_akismet: {
        label: '就评论询问 Akismet',
        help: '尚未获得信任的人的评论在保存后会发送给 Akismet（美国 Automattic 公司的服务），包括正文、名称、网站、IP 地址和浏览器，绝不包括邮箱地址。被它判为垃圾的会等待审核，毫无疑问的归为垃圾评论。您作出不同决定时会告知它。/privacy 页面会说明这一点。需要您自己的密钥。',
      },
      learn_spam: {
        label: '从您的决定中学习识别垃圾评论',
        help: '与您标记过的垃圾评论相似的评论会等待审核；毫无疑问的直接归为垃圾评论。受信任的人不受影响，数据不会离开本服务器。作出十次决定后开始生效。',
      },
      held_words: {
        label: '包含下列词语的评论需审核',
        help: '每行一个词或短语。按读者看到的样子匹配完整的词：不区分大小写和全角半角，忽略换行和不可见字符。韩语的词后可以带助词；中文、泰文等不用空格分词的文字，出现在任何位置都算。行末加 * 表示以此开头的所有词，例如 kumar*。',
      },
      spam_words: {
        label: '包含下列词语的评论视为垃圾评论',
        help: '每行一个词或短语。请谨慎：垃圾评论不会有人主动查看。',
      },
      blocked_networks: {
        label: '来自下列地址的评论视为垃圾评论',
        help: '每行一个 IP 地址或网段，例如 203.0.113.7 或 2001:db8::/32。',
      },
      blocked_addresses: {
        label: '来自这些邮箱地址的评论视为垃圾评论',
        help: '每行一个地址。只有管理员能看到；地址加密保存。',
      },
      who_may_comment: { label: '谁可以评论', help: '对所有文章同时生效。' },
      name_email_required: { label: '必须填写名称和邮箱', help: '邮箱地址绝不会被公开。' },
      close_after_days: { label: '多少天后关闭评论', help: '从文章日期算起。0 表示永不关闭。' },
      comments_per_minute: { label: '同一地址每分钟的评论数', help: '超过者会被要求等待。' },
      edit_minutes: { label: '可修改或撤回评论的分钟数', help: '仅限发表时使用的浏览器。修改后会重新审核。' },
      thread_depth: { label: '回复缩进的层数', help: '更深的回复显示在最后一层，并注明回复对象。' },
      threads_per_page: { label: '每页的对话数', help: '较长的对话有自己的页面。' },
      thread_order: { label: '哪个对话排在最前', help: '在每一页上。回复始终跟在所回复的评论之后。' },
      first_page: { label: '首先显示哪一页', help: '当文章有多页评论时。' },
      feed_content: {
        label: '订阅源的内容',
        help: '每篇文章输出全文，或只输出开头，让读者到这里继续阅读。',
      },
      video_pictures: {
        label: '获取视频的图片',
        help: '文章中单独一行的视频地址，会向该视频网站请求图片和标题，并保存在本站：读者看得到，而不会连接其他网站。关闭后，地址只是一个链接。/privacy 页面会说明这一点。',
      },
      forget_origins_after_days: {
        label: '多少天后清除 IP 地址和浏览器信息',
        help: '包括评论的信息和登录来源的网络。0 表示与评论或日志一同保留。',
      },
      privacy_text: {
        label: '您自己的隐私说明',
        help: '显示在 /privacy 页面：您是谁，如何联系，以及所得信息的其他用途。可以使用 Markdown。',
      },
      privacy_place: {
        label: '显示位置',
        help: '该页面会以读者的语言自动说明本博客保存什么、保存多久。',
      },
    },
    options: {
      proof_of_work: { never: '从不', attacked: '受到攻击期间', always: '始终' },
      privacy_place: { before: '在自动说明之前', instead: '代替自动说明' },
      date_format: {
        long: '月份写全，如 March 7, 2026',
        medium: '月份缩写，如 Mar 7, 2026',
        iso: '2026-03-07',
      },
      feed_content: { whole: '全文', excerpt: '只含开头' },
      who_may_comment: { everyone: '所有人', staff: '仅限本站有账户的人', nobody: '任何人都不可以' },
      thread_order: { oldest: '最早的', newest: '最新的' },
      first_page: {
        oldest: '最早评论所在的页',
        newest: '最新评论所在的页',
      },
    },
    problems: {
      text: (_min, max) => `请输入不超过 ${max} 个字符，且不含不可见字符。`,
      entry: line => `此行不是词语加地址，正确的例子是“关于 /about”：${line}`,
      picture: '请选择一张图片。',
      colour: '请选择一种颜色，例如 #27468f。',
      number: (min, max) => `请输入 ${min} 到 ${max} 之间的数字。`,
      line: (min, max) => `请输入一行 ${min} 到 ${max} 个字符的文字。`,
      word: line => `此行无法使用：${line}`,
      network: line => `这不是 IP 地址或网段：${line}`,
      zone: line => `% 后面是某台机器的网络接口名，请删去：${line}`,
      address: line => `这不是邮箱地址：${line}`,
      choice: '请从给出的选项中选择一项。',
      timeZone: '没有该名称的时区。',
    },
  },
}

export default settings
