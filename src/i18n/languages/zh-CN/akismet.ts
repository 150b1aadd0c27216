import type english from '../en/akismet.ts'

const akismet: typeof english = {
  akismet: {
    key: '您的 Akismet 密钥',
    keyHelp: '取自 akismet.com。密钥会加密保存，不再显示。',
    keyKept: '已保存一个密钥，不会显示。输入新的即可替换。',
    forget: '忘记已保存的密钥',
    missing: '没有密钥就无法询问 Akismet。',
    malformed: '这不是密钥：密钥由字母和数字组成。',
  },
}

export default akismet
