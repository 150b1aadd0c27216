import type { Messages } from '../../../src/i18n/messages.ts'
import type { Profile, ProfileProblems } from '../../../src/posts/profile.ts'
import { urls } from '../../../src/urls.ts'
import { Field } from '../../components/field.tsx'

interface ProfileSectionProps {
  t: Messages
  typed: Record<keyof Profile, string>
  problems: ProfileProblems
  picture: { hash: string; file: string } | null
  /** Why a picture was not taken. */
  pictureError: string | null
  limits: Record<'name' | 'line' | 'links' | 'link', number>
}

/** How readers know somebody: their name, a picture, a line and links. */
export function ProfileSection({ t, typed, problems, picture, pictureError, limits }: ProfileSectionProps) {
  const { profile } = t
  const field = (name: keyof Profile) => ({
    t,
    id: `profile-${name}`,
    name,
    label: profile[name],
    value: typed[name],
    error: problems[name] ? profile.problems[problems[name]] : null,
  })
  return (
    <section class="account-section" id="profile" aria-labelledby="profile-heading">
      <h2 id="profile-heading">{profile.heading}</h2>
      <p>{profile.note}</p>
      <form class="account-form" method="post" action={urls.admin.profile}>
        <Field {...field('name')} maxlength={limits.name} required autocomplete="name" />
        <Field {...field('line')} maxlength={limits.line} hint={profile.lineHint} />
        <Field
          {...field('links')}
          maxlength={limits.links * (limits.link + 1)}
          multiline
          hint={profile.linksHint}
        />
        <p class="form-buttons">
          <button class="quiet-button" type="submit">
            {profile.save}
          </button>
        </p>
      </form>
      <div class="profile-picture">
        {picture ? (
          <img src={urls.media(picture.hash, picture.file)} alt={profile.pictureOf} width={64} height={64} />
        ) : null}
        <form method="post" action={urls.admin.profilePicture} enctype="multipart/form-data">
          <label for="profile-file">{profile.picture}</label>
          {pictureError ? (
            <p class="field-error" id="profile-file-error">
              {pictureError}
            </p>
          ) : null}
          <input
            type="file"
            id="profile-file"
            name="file"
            accept="image/*"
            required
            aria-describedby={pictureError ? 'profile-file-error' : undefined}
          />
          <button class="quiet-button" type="submit">
            {profile.pictureSend}
          </button>
        </form>
        {picture ? (
          <form method="post" action={urls.admin.profilePictureRemoval}>
            <button class="quiet-button" type="submit">
              {profile.pictureRemove}
            </button>
          </form>
        ) : null}
      </div>
    </section>
  )
}

interface AddressSectionProps {
  t: Messages
  typed: string
  error: 'missing' | 'notAnEmail' | 'taken' | null
}

/** Where somebody changes the address they sign in with. */
export function AddressSection({ t, typed, error }: AddressSectionProps) {
  const { profile, signIn } = t
  return (
    <section class="account-section" id="address" aria-labelledby="address-heading">
      <h2 id="address-heading">{profile.address}</h2>
      <p>{profile.addressNote}</p>
      <form class="account-form" method="post" action={urls.admin.ownAddress}>
        <Field
          t={t}
          id="account-email"
          name="email"
          label={profile.newAddress}
          value={typed}
          maxlength={254}
          error={error === null ? null : signIn.errors.email[error]}
          required
          type="email"
          autocomplete="email"
        />
        <p class="form-buttons">
          <button class="quiet-button" type="submit">
            {profile.addressChange}
          </button>
        </p>
      </form>
    </section>
  )
}
