/** What a form that was refused says at its top, what has the focus, and the ids that its lines lead to. */
export function refusal(html: string): { focused: string[]; said: string; leadsTo: string[] } {
  const said = html.match(/<div class="error-summary" role="alert".*?<\/ul>/s)?.[0] ?? ''
  const focused = [...html.matchAll(/<[^>]* autofocus[^>]*>/g)].map(
    ([tag]) => / id="([^"]*)"/.exec(tag)?.[1] ?? '',
  )
  return { focused, said, leadsTo: [...said.matchAll(/href="#([^"]*)"/g)].map(([, id = '']) => id) }
}
