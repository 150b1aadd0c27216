import type { Locator, Page } from 'playwright-core'
import { type Messages, messagesIn } from '../../src/i18n/messages.ts'

/** The comment form of a page, found as a person finds it: by its labels, in the page's language. */
export interface Form {
  comment: Locator
  name: Locator
  email: Locator
  website: Locator
  remember: Locator
  post: Locator
  preview: Locator
  /** Types into the fields that are named, over what is there. */
  write(typed: Partial<Record<'comment' | 'name' | 'email' | 'website', string>>): Promise<void>
}

/** The form on a page whose interface speaks `language`. */
export function formOn(page: Page, language = 'en'): Form {
  const { form }: Messages = messagesIn(language)
  const field = (label: string) => page.getByRole('textbox', { name: label, exact: true })
  const fields = {
    comment: field(form.comment),
    name: field(form.name),
    email: field(form.email),
    website: field(form.website),
  }
  return {
    ...fields,
    remember: page.getByRole('checkbox', { name: form.remember }),
    post: page.getByRole('button', { name: form.submit, exact: true }),
    preview: page.getByRole('button', { name: form.preview, exact: true }),
    async write(typed) {
      for (const name of ['comment', 'name', 'email', 'website'] as const) {
        const text = typed[name]
        if (text !== undefined) await fields[name].fill(text)
      }
    },
  }
}
