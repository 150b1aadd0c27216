import { bytes, numbers } from '../../formats.ts'
import type { MediaMessages } from '../en/media.ts'

const number = numbers('zh-CN')
const size = bytes('zh-CN')

/** Simplified Chinese: pictures and files. */
const media: MediaMessages = {
  media: {
    nav: '媒体',
    heading: '图片和文件',
    search: '搜索名称和说明',
    unused: '未使用',
    all: '全部',
    none: '这里还没有文件。上传一张图片，或把它拖到本页。',
    noneFound: '没有符合条件的文件。',
    lost: '文件已丢失',
    older: '更早',
    choose: '添加图片或文件',
    chooseHint: megabytes =>
      `JPEG、PNG、GIF、WebP、AVIF、SVG、视频、音频、PDF，或任何供下载的文件。图片不超过 ${megabytes} MB。照片的拍摄地点会被移除。`,
    upload: '上传',
    drop: '也可以把文件拖到本页任意位置。',
    uploading: '正在上传',
    making: '正在处理……',
    waiting: '连接已断开，恢复后会自动继续。',
    cancel: '取消',
    added: '文件已添加。',
    known: '这个文件之前已经有了。',
    back: '全部图片和文件',
    alt: '为看不到图片的人写一句说明',
    altHint: '一两句话：这里重要的是什么。如果只是装饰，请留空。',
    altMissing: '还没有说明',
    save: '保存说明',
    saved: '说明已保存。以后插入文章时会一并带上。',
    tooLong: limit => `说明超过了 ${number(limit)} 个字符。`,
    markdown: '要在文章中显示它，请粘贴以下内容',
    markdownLink: '要在文章中链接它，请粘贴以下内容',
    caption: '地址后面引号里的文字会成为图片标题。',
    facts: count => `各种尺寸共 ${size(count)}`,
    uses: '使用位置',
    usedIn: count => `用于 ${number(count)} 篇文章`,
    notUsed: '没有文章使用',
    remove: '删除',
    removeOf: name => `删除“${name}”？`,
    removeNote: '所有尺寸都会永久删除，无法撤销。',
    removeUsed: count => `它用于 ${number(count)} 篇文章。删除后，读者在那里只会看到它的说明。`,
    removed: '文件已删除。',
    kinds: { picture: '图片', video: '视频', audio: '音频', file: '文件' },
    problems: {
      missing: '请选择一个文件。',
      empty: '这个文件是空的。',
      tooLarge: (picture, file) => `文件太大。图片不能超过 ${picture} MB，其他文件不能超过 ${file} MB。`,
      tooLargeAtOnce: megabytes =>
        `不使用脚本时，文件不能超过 ${megabytes} MB。启用脚本后文件会分块上传，可以更大。`,
      tooManyPixels: '图片超过一亿像素。请缩小后再试。',
      unreadable: '无法读取这张图片。它可能已损坏，或者是不支持的格式。',
      tooSlow: '处理这张图片的时间太长。请缩小后再试。',
      noRoom: '空间不足。请删除未使用的文件，或请管理员在设置中增加空间。',
      folderAway: '存放图片和文件的目录目前无法使用。请告知网站管理员：运行“doctor”可查看详情。',
      onItsWay: '同一个文件正在上传，请过几分钟再试。',
      tooMany: '正在上传的文件太多，请等一部分完成后再试。',
      gone: '上传在一天内没有进展，已被取消。请重新开始。',
    },
  },
}

export default media
