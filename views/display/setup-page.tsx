import type { Sound, Theme } from '#src/display/display.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Counter, Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { Shell } from '../layout/shell.tsx'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'

type Props = {
  page: PlainStaffPage
  office: Office
  chosen: readonly Counter[]
  sound: Sound
  theme: Theme
  /** Path and query of the display. */
  address: string
  publicUrl: string
}

/** Puts the address of a display together; what is chosen is in the address of this page too. */
export function SetupPage({ page, office, chosen, sound, theme, address, publicUrl }: Props) {
  const { language } = page
  const t = page.t.display.setup
  return (
    <Shell page={page} title={t.title}>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      <form action={paths.displaySetup(office.slug)}>
        <fieldset class="field">
          <legend class="label">{t.counters}</legend>
          <p class="hint">{t.countersHint}</p>
          {office.counters.map(counter => (
            <label class="choice">
              <input
                type="checkbox"
                name="counters"
                value={counter.slug}
                checked={chosen.includes(counter)}
              />
              {counter.number} {textOf(counter.publicName, language)}
            </label>
          ))}
        </fieldset>
        <Choices name="sound" legend={t.sound} texts={t.sounds} chosen={sound} />
        <Choices name="theme" legend={t.theme} texts={t.themes} chosen={theme} />
        <p class="actions">
          <button class="button">{t.make}</button>
        </p>
      </form>
      <section class="notice" id="address">
        <h2 class="notice-title">{t.address}</h2>
        <p>
          <code>
            {publicUrl}
            {address}
          </code>
        </p>
        <p class="actions">
          <a class="button button-outline" href={address}>
            {t.open}
          </a>
        </p>
      </section>
      <h2>{t.hints}</h2>
      <ul>
        {t.hintList.map(hint => (
          <li>{hint}</li>
        ))}
      </ul>
    </Shell>
  )
}

function Choices({
  name,
  legend,
  texts,
  chosen,
}: {
  name: string
  legend: string
  texts: Record<string, string>
  chosen: string
}) {
  return (
    <fieldset class="field">
      <legend class="label">{legend}</legend>
      {Object.entries(texts).map(([value, text]) => (
        <label class="choice">
          <input type="radio" name={name} value={value} checked={value === chosen} />
          {text}
        </label>
      ))}
    </fieldset>
  )
}
