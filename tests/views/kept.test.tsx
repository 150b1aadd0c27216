import { expect, test } from 'vitest'
import { messagesIn } from '../../src/i18n/messages.ts'
import { fieldLimits } from '../../src/comments/limits.ts'
import { html } from '../../views/html.ts'
import { CommentForm, type FormState } from '../../views/site/comment-form.tsx'

const t = messagesIn('en')
const blank: FormState = {
  typed: { comment: '', name: '', email: '', website: '' },
  ...{ errors: {}, remember: false, required: true, limits: fieldLimits },
  ...{
    staff: null,
    replyTo: null,
    conversation: null,
    parent: null,
    under: null,
    notice: null,
    preview: null,
  },
}
const formOf = (state: Partial<FormState>, slug = 'a') =>
  String(html`${<CommentForm t={t} slug={slug} state={{ ...blank, ...state }} />}`)
const mara = { comment: '', name: 'Mara', email: 'mara@example.org', website: 'https://mara.example' }

test('what a reader typed, got wrong, previewed or had remembered is in their form alone, whoever comes first', () => {
  const own = [
    formOf({ typed: mara, remember: true }),
    formOf({ typed: { ...mara, name: '', website: '' } }),
    formOf({ errors: { name: 'missing' } }),
    formOf({ preview: '<p>Mara</p>' }),
    formOf({ remember: true }),
    formOf({ typed: { ...blank.typed, comment: 'Mara said' } }),
    formOf({ typed: { ...blank.typed, comment: 'Mara said' }, errors: { name: 'missing' } }),
    formOf({ replyTo: { id: 7, name: 'Mara', quote: 'Mara said' } }),
    formOf({ staff: 'Mara' }),
  ]
  const before = formOf({})
  expect(own.every(form => form !== before)).toBe(true)
  expect(own.map(() => formOf({}))).toEqual(own.map(() => before))
  expect(before).not.toMatch(/mara|field-error|checked/i)
  expect(formOf({ typed: mara })).toContain('mara@example.org')
})

test('a name and an address that need not be given are not asked for', () => {
  expect(formOf({ required: true })).not.toBe(formOf({ required: false }))
  expect(formOf({ required: false })).toBe(formOf({ required: false }))
})

test('each language has parts of its own', () => {
  const german = String(html`${<CommentForm t={messagesIn('de')} slug="a" state={blank} />}`)
  expect(german).not.toContain(t.form.email)
  expect(formOf({})).toContain(t.form.email)
})

test('a form that is everybody’s leads to the article it is under, however that is called', () => {
  // What was begun to be typed is not kept; all else of the two is the same.
  const typed = { ...blank.typed, comment: 'x' }
  for (const slug of ['tea', 'お茶', 'tea-2']) {
    const touched = formOf({ typed }, slug)
    expect(formOf({}, slug)).toBe(touched.replace('>x</textarea>', '></textarea>').replace('>\nx</', '>\n</'))
    expect(formOf({}, slug)).toContain(`action="/${encodeURIComponent(slug)}/comments"`)
  }
})
