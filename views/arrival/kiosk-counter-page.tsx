import type { LocalDate } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Counter, Office, Service } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { IntentKey } from '../components/parts.tsx'
import type { Page } from '../layout/shell.tsx'
import { KioskShell } from './kiosk-shell.tsx'
import { type Opens, opensText } from './opens-text.ts'

type Props = {
  page: Page
  office: Office
  counter: Counter
  /** Those that may be done now. */
  services: readonly Service[]
  chosen: { services: readonly Service[]; people: number }
  opens: Opens
  today: LocalDate
  error: string | null
  intentKey: string
}

/** What somebody comes for at a counter, and for how many people. */
export function KioskCounterPage(props: Props) {
  const { page, office, counter, services, opens, today, error } = props
  const { t, language } = page
  return (
    <KioskShell
      page={page}
      office={office}
      title={t.arrival.kiosk.services}
      hasError={error !== null}
      back={paths.kioskCounters(office.slug)}
    >
      <p class="kiosk-where">
        {t.arrival.floor(counter.floor)} {t.home.counterNumber(counter.number)}{' '}
        <span class="whole">{textOf(counter.name, language)}</span>
      </p>
      <h1>{t.arrival.kiosk.services}</h1>
      {error && (
        <p class="notice notice-error kiosk-error" role="alert">
          {error}
        </p>
      )}
      {services.length === 0 ? <p>{opensText(page, opens, today)}</p> : <ChoiceForm {...props} />}
    </KioskShell>
  )
}

function ChoiceForm({ page, office, counter, services, chosen, intentKey }: Props) {
  const { t, language } = page
  const { servicesMax, peopleMax } = office.rules
  const words = t.arrival.kiosk
  return (
    <form method="post" action={paths.kioskCounter(office.slug, counter.slug)} class="kiosk-form">
      <IntentKey value={intentKey} />
      <fieldset class="field">
        <legend class="hint">{words.servicesHint(servicesMax)}</legend>
        <div class="kiosk-choices">
          {services.map(({ slug, name, id }) => (
            <label class="kiosk-choice">
              <input
                type="checkbox"
                name="services"
                value={slug}
                checked={chosen.services.some(service => service.id === id)}
              />
              <span>{textOf(name, language)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset class="field">
        <legend class="label">{words.people}</legend>
        <div class="kiosk-people">
          {Array.from({ length: peopleMax }, (_, index) => index + 1).map(count => (
            <label class="kiosk-choice">
              <input type="radio" name="people" value={count} checked={count === (chosen.people || 1)} />
              <span>{words.peopleCount(count)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <button class="button kiosk-submit">{words.take}</button>
    </form>
  )
}
