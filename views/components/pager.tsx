interface PagerProps {
  label: string
  previous: { href: string; text: string } | null
  next: { href: string; text: string } | null
}

/** Leads to the pages before and after this one; nothing when it is the only one. */
export function Pager({ label, previous, next }: PagerProps) {
  if (previous === null && next === null) return null
  return (
    <nav class="pager" aria-label={label}>
      {previous ? (
        <a class="pager-previous" rel="prev" href={previous.href}>
          {previous.text}
        </a>
      ) : null}
      {next ? (
        <a class="pager-next" rel="next" href={next.href}>
          {next.text}
        </a>
      ) : null}
    </nav>
  )
}
