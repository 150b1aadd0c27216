declare module '@joplin/turndown-plugin-gfm' {
  import type TurndownService from 'turndown'
  /** Tables, struck words and lists of tasks, as GitHub writes them. */
  export const gfm: TurndownService.Plugin
}
