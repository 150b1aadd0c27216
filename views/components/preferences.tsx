import { urls } from '../../src/urls.ts'
import { keptPart } from '../kept.ts'
import type { Shell } from '../layouts/shell.ts'

const themes = ['system', 'light', 'dark'] as const

/** Language and appearance, chosen in the foot of each page and remembered by a cookie. */
export function Preferences({ shell }: { shell: Shell }) {
  const { t } = shell
  return (
    <form class="preferences" method="post" action={urls.preferences} aria-label={t.site.preferences}>
      <input type="hidden" name="return" value={shell.path} />
      {keptPart(t, `preferences ${shell.language} ${shell.theme}`, () => (
        <Choices shell={shell} />
      ))}
    </form>
  )
}

function Choices({ shell }: { shell: Shell }) {
  const { t } = shell
  return (
    <>
      <label class="preference">
        <span>{t.site.language}</span>
        <select name="language" autocomplete="off">
          {shell.languages.map(({ tag, name }) => (
            <option value={tag} lang={tag} selected={tag === shell.language}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label class="preference">
        <span>{t.site.theme}</span>
        <select name="theme" autocomplete="off">
          {themes.map(theme => (
            <option value={theme} selected={theme === shell.theme}>
              {t.site.themes[theme]}
            </option>
          ))}
        </select>
      </label>
      <button class="quiet-button" type="submit">
        {t.site.savePreferences}
      </button>
    </>
  )
}
