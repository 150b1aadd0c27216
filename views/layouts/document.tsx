import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Shell } from './page.tsx'

interface DocumentProps {
  shell: Pick<Shell, 'language' | 'theme' | 'assets' | 'baseUrl'>
  title: string
  description?: string | undefined
  /** The one path this content is known by; a page without one is not for search engines. */
  canonical?: string | undefined
  /** The address of a stylesheet besides the one of every page. */
  stylesheet?: string
  /** The address of a module, for what scripts can shorten. */
  script?: string | undefined
  children: Child
}

/** The HTML document around every page. */
export function Document(props: DocumentProps) {
  const { shell, title, description, canonical, stylesheet, script, children } = props
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={shell.language} data-theme={shell.theme === 'system' ? undefined : shell.theme}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{title}</title>
          {description ? <meta name="description" content={description} /> : null}
          {canonical ? (
            <link rel="canonical" href={shell.baseUrl + canonical} />
          ) : (
            <meta name="robots" content="noindex" />
          )}
          <meta name="color-scheme" content={shell.theme === 'system' ? 'light dark' : shell.theme} />
          <link rel="stylesheet" href={shell.assets.css} />
          {stylesheet ? <link rel="stylesheet" href={stylesheet} /> : null}
          <link rel="icon" href={shell.assets.icon} type="image/svg+xml" />
          {script ? <script type="module" src={script}></script> : null}
        </head>
        <body>{children}</body>
      </html>
    </>
  )
}
