export interface NoticeProps {
  title: string
  hint: string
}

/** Why something did not happen, and what to do about it; takes focus when the page opens. */
export function Notice({ title, hint }: NoticeProps) {
  return (
    <div class="notice" role="alert" tabindex={-1} autofocus id="notice">
      <p class="notice-title">{title}</p>
      <p>{hint}</p>
    </div>
  )
}
