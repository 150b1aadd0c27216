import type { Child } from 'hono/jsx'
import type { Messages } from '../../src/i18n/messages.ts'

interface PasskeyFormProps {
  t: Messages
  /** What the browser does with a passkey: makes one, or shows one. */
  method: 'create' | 'get'
  action: string
  /** Where the script asks for what the browser needs. */
  challenge: string
  /** Where to lead to afterwards, if not where the form leads by itself. */
  returnTo?: string
  submit: string
  children?: Child
}

/** Hidden until the script has found that the browser knows passkeys: nothing but a script can ask for one. */
export function PasskeyForm({ t, method, action, challenge, returnTo, submit, children }: PasskeyFormProps) {
  return (
    <form
      class="passkey-form"
      method="post"
      action={action}
      data-passkey={method}
      data-challenge={challenge}
      data-failed={method === 'get' ? t.account.passkeyNotShown : t.account.passkeyNotMade}
      hidden
    >
      <input type="hidden" name="credential" />
      {returnTo === undefined ? null : <input type="hidden" name="return" value={returnTo} />}
      {children}
      <p class="form-buttons">
        <button class="quiet-button" type="submit">
          {submit}
        </button>
      </p>
      <p class="form-status" role="status"></p>
    </form>
  )
}
