import type { PrivacyMessages } from '../en/privacy.ts'

/** Simplified Chinese: what this blog keeps of its readers. */
const privacy: PrivacyMessages = {
  privacy: {
    link: '隐私',
    heading: '隐私',
    intro: '本博客保存您的哪些信息、作何用途、保存多久。',
    reading: '阅读时',
    readingText:
      '本站不记录谁读了什么。页面不会向其他任何服务器请求内容：没有统计，没有广告，也没有来自别处的字体或图片。服务器日志中既没有地址，也没有姓名。',
    comment: '评论时',
    commentText: '您的评论、名字和网站会显示在文章下方，所有人可见，直到该评论不再存在。',
    commentChange: minutes =>
      `在 ${minutes} 分钟内，您可以用发表评论的浏览器修改或撤回。撤回的评论会连同邮箱地址等一切附带信息一起删除。如果管理员曾撤下您的评论，则仅此一事会保留 30 天，不含姓名和邮箱，只以本博客才能生成的代码记录。`,
    email: '您的邮箱地址',
    emailText:
      '绝不公开，也不提供给任何人。它经加密保存，博客的管理者用它来辨认再次留言的人，以及就您的评论与您联系。您的最后一条评论删除时，它也随之删除。',
    emailOptional: '名字和邮箱可以不填。',
    network: '您的 IP 地址和浏览器名称',
    networkText: '它们随评论而来，用于分辨垃圾评论，只有博客的管理者能看到。',
    networkDays: days => `${days} 天后删除。`,
    networkAlways: '它们与评论一同删除。',
    networkLearned: days =>
      `本博客学习分辨垃圾评论时，也会用到评论来自的网段和邮箱地址，但只以代码的形式；其密钥最迟 ${days} 天后销毁。`,
    blockedText:
      '如果有人被屏蔽，或其评论被要求等待，则在此期间，即使已没有评论，也会保存其邮箱地址、IP 地址，或只有本博客才能生成的代码。曾被屏蔽的 IP 地址会在解除后 30 天内清除。',
    spam: '未公开的内容',
    spamText: days =>
      `待审核的评论、垃圾评论和回收站中的评论只有博客的管理者能看到。垃圾评论在 ${days} 天后删除；待审核的和回收站中的评论会保留到他们将其删除为止。`,
    articleText: days => `他们移至回收站的文章会在 ${days} 天后删除，连同其全部评论。`,
    networkShared: '它们随评论而来，有助于区分垃圾评论与真人；只有管理本博客的人及其询问的服务能看到。',
    akismet:
      '这项服务是美国 Automattic 公司的 Akismet。它会收到尚不为本站所知的人的每条评论，连同名称、网站、IP 地址和浏览器名称，并判断其是否为垃圾评论。您的邮箱地址不会发送。',
    proofAlways:
      '您书写评论时，浏览器会计算约一秒，以证明没有人在大量发送。没有其他服务器参与；计算之后只留下一个随机数，保存两小时，不含您的名字。',
    proofSometimes:
      '当有人向本博客大量灌入评论时，您书写期间浏览器可能会被要求计算约一秒。没有其他服务器参与；计算之后只留下一个随机数，保存两小时，不含您的名字。',
    pictures: '名字旁边的头像',
    picturesText: '头像由本站绘制，不会向其他网站请求，其他网站也无从由此得知您。',
    cookies: 'Cookie',
    cookiesText: '只有当您的操作需要时才会设置 Cookie，其他服务器无法读取。仅仅阅读不会留下 Cookie。',
    cookie: 'Cookie 名称',
    what: '用途',
    howLong: '保存时间',
    oneYear: '一年',
    days: days => `${days} 天`,
    aMinute: '一分钟',
    cookieFor: {
      told: '在您发表、修改、撤回或举报评论时设置：下一个页面会告知结果。',
      browser: '发表评论时设置：一个随机标记，使重复提交的评论只出现一次，并使您之后的评论得到信任。',
      comment: '发表评论时设置：使您能看到待审核的评论，并能修改或撤回。',
      remember: '仅在您勾选时设置：加密保存名字、邮箱和网站，供下次使用。',
      preferences: '当您在页面底部选择语言或外观时设置。',
      session: '仅供博客的管理者使用：登录状态以及所用的设备。',
    },
    draft: '您在表单中输入的文字会留在浏览器里，直到您发送或放弃，最多 14 天。除此之外不保存任何内容。',
    rights: '您可以要求什么',
    rightsText:
      '博客的管理者可以向您出示所保存的关于您的全部信息，提供副本，或将其清除。请用您评论时所用的邮箱联系他们。',
  },
}

export default privacy
