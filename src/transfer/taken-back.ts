/** What became of what an import had added. */
export interface TakenBack {
  comments: number
  /** Of those, how many are places without words, for somebody has answered them since. */
  places: number
  articles: number
  /** Articles that stay, for somebody has edited them since, or comments of others stand on them. */
  kept: { title: string; slug: string; why: 'edited' | 'discussed' }[]
  /** Old addresses that lead nowhere any more, besides those of these articles. */
  addresses: number
  /** Comments that waited for their articles. */
  aside: number
}
