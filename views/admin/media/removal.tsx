import type { Medium } from '../../../src/media/library.ts'
import { urls } from '../../../src/urls.ts'
import { Named } from '../../components/named.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'
import { Shown } from './medium.tsx'

/** Asks once more before a file is deleted, and says who will miss it. */
export function MediumRemovalPage({ shell, medium }: { shell: AdminShell; medium: Medium }) {
  const { t } = shell
  const words = t.media
  return (
    <AdminPage shell={shell} title={words.removeOf(medium.name)} here="media">
      <h1>
        <Named text={words.removeOf} name={medium.name} />
      </h1>
      <Shown medium={medium} />
      <p>{words.removeNote}</p>
      {medium.uses > 0 ? (
        <p>
          <strong>{words.removeUsed(medium.uses)}</strong>
        </p>
      ) : null}
      <form method="post" action={urls.admin.mediumRemoval(medium.id)}>
        <p class="form-buttons">
          <button class="danger-button" type="submit">
            {words.remove}
          </button>
          <a href={urls.admin.medium(medium.id)}>{t.edit.cancel}</a>
        </p>
      </form>
    </AdminPage>
  )
}
