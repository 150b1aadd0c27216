import type { Medium } from '../../../src/media/library.ts'
import { urls } from '../../../src/urls.ts'
import { Pager } from '../../components/pager.tsx'
import { UploadForm } from '../../components/upload-form.tsx'
import { AdminPage, type AdminShell } from '../../layouts/admin.tsx'

interface LibraryProps {
  shell: AdminShell
  query: { search: string; unused: boolean; before: number | null }
  media: readonly Medium[]
  /** Hashes of those that have lost a file. */
  lost: ReadonlySet<string>
  next: number | null
  /** Why a file was not taken. */
  problem: string | null
  removed: boolean
  /** What one picture may have. */
  pictureBytes: number
}

/** Everything that was uploaded, and the way to upload more. */
export function LibraryPage({
  shell,
  query,
  media,
  lost,
  next,
  problem,
  removed,
  pictureBytes,
}: LibraryProps) {
  const { t } = shell
  const words = t.media
  const filter = { search: query.search, unused: query.unused ? 'yes' : null }
  return (
    <AdminPage
      shell={shell}
      title={problem ? t.form.errorTitle(words.heading) : words.heading}
      here="media"
      scripts
    >
      <div class="queue-head">
        <h1>{words.heading}</h1>
        <form class="queue-search" method="get" action={urls.admin.media()} role="search">
          <label class="visually-hidden" for="media-search">
            {words.search}
          </label>
          <input
            type="search"
            id="media-search"
            name="search"
            value={query.search}
            maxlength={200}
            dir="auto"
            placeholder={words.search}
          />
          {query.unused ? <input type="hidden" name="unused" value="yes" /> : null}
          <button class="quiet-button" type="submit">
            {t.admin.filterSubmit}
          </button>
          {query.search ? (
            <a href={urls.admin.media({ unused: filter.unused })}>{t.admin.filterClear}</a>
          ) : null}
        </form>
      </div>
      {removed ? (
        <p class="told" role="status" tabindex={-1} autofocus>
          {words.removed}
        </p>
      ) : null}
      <UploadForm
        t={t}
        action={urls.admin.media()}
        uploads={urls.admin.uploads}
        label={words.choose}
        button={words.upload}
        making={words.making}
        problem={problem}
      >
        {words.chooseHint(pictureBytes / 1024 ** 2)}
      </UploadForm>
      <nav class="queue-tabs" aria-label={words.heading}>
        <ul>
          <li>
            <a
              href={urls.admin.media({ search: query.search })}
              aria-current={query.unused ? undefined : 'page'}
            >
              {words.all}
            </a>
          </li>
          <li>
            <a
              href={urls.admin.media({ search: query.search, unused: 'yes' })}
              aria-current={query.unused ? 'page' : undefined}
            >
              {words.unused}
            </a>
          </li>
        </ul>
      </nav>
      {media.length === 0 ? (
        <p class="queue-empty">{query.search || query.unused ? words.noneFound : words.none}</p>
      ) : null}
      <ul class="media-grid">
        {media.map(medium => (
          <Tile shell={shell} medium={medium} isLost={lost.has(medium.hash)} />
        ))}
      </ul>
      <Pager
        label={words.heading}
        previous={null}
        next={
          next === null ? null : { href: urls.admin.media({ ...filter, before: next }), text: words.older }
        }
      />
    </AdminPage>
  )
}

interface TileProps {
  shell: AdminShell
  medium: Medium
  isLost: boolean
}

function Tile({ shell: { t }, medium, isLost }: TileProps) {
  const words = t.media
  return (
    <li class="media-tile">
      <a href={urls.admin.medium(medium.id)}>
        {isLost ? (
          <span class="media-kind">{words.lost}</span>
        ) : medium.kind === 'picture' ? (
          <img src={urls.media(medium.hash, medium.small)} alt="" loading="lazy" decoding="async" />
        ) : (
          <span class="media-kind" aria-hidden="true">
            {words.kinds[medium.kind]}
          </span>
        )}
        <bdi class="media-name">{medium.name}</bdi>
      </a>
      <span class="hint">{medium.uses > 0 ? words.usedIn(medium.uses) : words.notUsed}</span>
      {medium.kind === 'picture' && medium.alt === '' ? <span class="hint">{words.altMissing}</span> : null}
    </li>
  )
}
