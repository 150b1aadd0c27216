import type { ProfileMessages } from '../en/profile.ts'

/** Simplified Chinese: how readers know who writes. */
const profile: ProfileMessages = {
  profile: {
    heading: '个人资料',
    note: '读者在您的文章下方看到的内容。您在后台的操作记录也使用这个名字。',
    name: '名字',
    line: '一句话介绍自己',
    lineHint: '可以留空。',
    links: '链接',
    linksHint: '完整的地址，每行一个，例如 https://example.org/。',
    save: '保存个人资料',
    picture: '头像',
    pictureOf: '您的头像',
    pictureSend: '使用这张图片',
    pictureRemove: '移除头像',
    problems: {
      missing: '请填写您的名字。',
      long: '内容太长。',
      many: '最多 10 个链接，每个不超过 500 个字符。',
      strange: '其中有不可见或无法识别的字符，请重新输入。',
      address: '其中有一项不是完整的网页地址（例如 https://example.org/），或包含用户名。',
    },
    address: '邮箱地址',
    newAddress: '新的邮箱地址',
    addressNote: '您用它登录，读者永远看不到。',
    addressQuestion: '改用另一个地址登录吗？',
    addressChange: '更改地址',
  },
}

export default profile
