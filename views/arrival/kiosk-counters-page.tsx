import type { LocalDate } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Counter, Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { Page } from '../layout/shell.tsx'
import { KioskShell } from './kiosk-shell.tsx'
import { type Opens, opensText } from './opens-text.ts'

type Props = {
  page: Page
  office: Office
  /** `waiting` null: it gives no numbers now. */
  counters: ReadonlyArray<{ counter: Counter; waiting: number | null; opens: Opens }>
  today: LocalDate
}

/** The counters with how many wait at each. */
export function KioskCountersPage({ page, office, counters, today }: Props) {
  const { t, language } = page
  return (
    <KioskShell page={page} office={office} title={t.arrival.kiosk.counters} back={paths.kiosk(office.slug)}>
      <h1>{t.arrival.kiosk.counters}</h1>
      <ul class="plain kiosk-counters">
        {counters.map(({ counter, waiting, opens }) => {
          const inside = (
            <>
              <span class="kiosk-counter-number">{counter.number}</span>
              <span class="kiosk-counter-words">
                <b>{textOf(counter.name, language)}</b>
                <span>
                  {t.arrival.floor(counter.floor)} ·{' '}
                  {waiting === null ? opensText(page, opens, today) : t.arrival.kiosk.waiting(waiting)}
                </span>
              </span>
            </>
          )
          return (
            <li>
              {waiting === null ? (
                <p class="kiosk-counter kiosk-counter-closed">{inside}</p>
              ) : (
                <a class="kiosk-counter" href={paths.kioskCounter(office.slug, counter.slug)}>
                  {inside}
                </a>
              )}
            </li>
          )
        })}
      </ul>
    </KioskShell>
  )
}
