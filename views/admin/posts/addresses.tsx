import type { AddressProblem, OldAddress, TypedAddress } from '../../../src/addresses/manage.ts'
import type { Messages } from '../../../src/i18n/messages.ts'
import { urls } from '../../../src/urls.ts'
import { Field } from '../../components/field.tsx'
import { Pager } from '../../components/pager.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'
import { NameSearch } from './name-search.tsx'

interface AddressesProps {
  shell: AdminShell
  search: string
  addresses: readonly OldAddress[]
  next: number | null
  /** Of the form that adds one. */
  typed: TypedAddress
  problem: AddressProblem | null
  done: 'saved' | 'removed' | null
}

/** Where old addresses lead, and how many still come by them. */
export function AddressesPage({ shell, search, addresses, next, typed, problem, done }: AddressesProps) {
  const { t } = shell
  const words = t.names.addresses
  return (
    <AdminPage
      shell={shell}
      title={problem ? t.form.errorTitle(words.heading) : words.heading}
      here="addresses"
    >
      <div class="queue-head">
        <h1>{words.heading}</h1>
        <NameSearch t={t} action={urls.admin.addresses()} label={words.search} search={search} />
      </div>
      {done ? (
        <p class="told" role="status" tabindex={-1} autofocus>
          {words[done]}
        </p>
      ) : null}
      <p class="hint">{words.note}</p>
      <details class="name-new" open={problem !== null}>
        <summary>{words.add}</summary>
        <AddressForm t={t} action={urls.admin.addresses()} typed={typed} problem={problem} />
      </details>
      {addresses.length === 0 ? (
        <p class="queue-empty">{search ? words.noneFound : words.none}</p>
      ) : (
        <div class="table-scroll" tabindex={0} role="region" aria-label={words.heading}>
          <table class="names">
            <thead>
              <tr>
                <th scope="col">{words.path}</th>
                <th scope="col">{words.to}</th>
                <th scope="col" class="number">
                  {words.hits}
                </th>
                <th scope="col" class="number">
                  {words.hitsBefore}
                </th>
              </tr>
            </thead>
            <tbody>
              {addresses.map(address => (
                <tr>
                  <td>
                    <a href={urls.admin.address(address.id)}>
                      <bdi>{address.path}</bdi>
                    </a>
                  </td>
                  <td>{address.to === null ? <i>{words.gone}</i> : <bdi>{address.to}</bdi>}</td>
                  <td class="number">{t.number(address.hits)}</td>
                  <td class="number">{t.number(address.hitsBefore)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Pager
        label={words.heading}
        previous={null}
        next={
          next === null ? null : { href: urls.admin.addresses({ search, before: next }), text: words.older }
        }
      />
    </AdminPage>
  )
}

interface AddressProps {
  shell: AdminShell
  id: number
  typed: TypedAddress
  problem: AddressProblem | null
}

/** One old address. */
export function AddressPage({ shell, id, typed, problem }: AddressProps) {
  const { t } = shell
  const words = t.names.addresses
  return (
    <AdminPage shell={shell} title={problem ? t.form.errorTitle(words.one) : words.one} here="addresses">
      <h1>{words.one}</h1>
      <AddressForm t={t} action={urls.admin.address(id)} typed={typed} problem={problem} />
      <form class="name-removal" method="post" action={urls.admin.addressRemoval(id)}>
        <p class="hint">{words.removeNote}</p>
        <button class="danger-button" type="submit">
          {words.remove}
        </button>
      </form>
    </AdminPage>
  )
}

interface AddressFormProps {
  t: Messages
  action: string
  typed: TypedAddress
  problem: AddressProblem | null
}

function AddressForm({ t, action, typed, problem }: AddressFormProps) {
  const words = t.names.addresses
  const errorOf = (isOf: boolean) => (problem !== null && isOf ? words.problems[problem] : null)
  const isOfTarget = problem === 'to' || problem === 'same'
  return (
    <form class="name-form" method="post" action={action}>
      <Field
        t={t}
        id="address-path"
        name="path"
        label={words.path}
        value={typed.path}
        maxlength={2000}
        error={errorOf(!isOfTarget)}
        required
        hint={words.pathHint}
      />
      <Field
        t={t}
        id="address-to"
        name="to"
        label={words.to}
        value={typed.to}
        maxlength={2000}
        error={errorOf(isOfTarget)}
        hint={words.toHint}
      />
      <p class="form-buttons">
        <button class="button" type="submit">
          {words.save}
        </button>
        <a href={urls.admin.addresses()}>{t.edit.cancel}</a>
      </p>
    </form>
  )
}
