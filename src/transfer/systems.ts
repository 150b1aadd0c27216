/** A system that people come from. */
export interface System {
  /** As it is typed. */
  name: string
  /** As it is said. */
  title: string
}

/**
 * Every system that people come from. To know them loads nothing of what reads their files (`formats.ts`), for which a
 * blog that nobody moves into has no use.
 */
export const systems = [
  { name: 'wordpress', title: 'WordPress (WXR)' },
  { name: 'disqus', title: 'Disqus' },
  { name: 'ghost', title: 'Ghost' },
  { name: 'isso', title: 'Isso' },
  { name: 'remark42', title: 'Remark42' },
  { name: 'commento', title: 'Commento or Comentario' },
  { name: 'artalk', title: 'Artalk (Artrans)' },
  { name: 'waline', title: 'Waline, Valine or Twikoo' },
  { name: 'cusdis', title: 'Cusdis' },
  { name: 'markdown', title: 'Markdown' },
] as const satisfies readonly System[]

export type SystemName = (typeof systems)[number]['name']
