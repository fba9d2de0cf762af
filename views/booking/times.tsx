import { isoOf } from '#src/clock.ts'
import { paths } from '#src/paths.ts'
import type { Day, Slot } from '#src/slots/slot.ts'
import { IntentKey, Notice } from '../components/parts.tsx'
import { type Page } from '../layout/shell.tsx'
import { figureTime, shortDate } from '../text/dates.ts'
import { reasonOf } from './calendar.tsx'
import type { SlotsView } from './slots-page.tsx'

/** The times of one day: each a button that holds it, or a link when a booking is being moved. */
export function Times({ page, view, day }: { page: Page; view: SlotsView; day: Day }) {
  const { t, language } = page
  const { office } = view
  const free = day.slots.filter(slot => slot.free > 0)
  const date = shortDate(day.date, language)
  const parts = [
    { name: t.slots.morning, slots: day.slots.filter(slot => slot.startMinute < 12 * 60) },
    { name: t.slots.afternoon, slots: day.slots.filter(slot => slot.startMinute >= 12 * 60) },
  ].filter(part => part.slots.length > 0)

  const times = parts.map(part => (
    <>
      <h3 class="heading-small">{part.name}</h3>
      <ul class="times">
        {part.slots.map(slot => (
          <li>
            <Time page={page} view={view} slot={slot} />
          </li>
        ))}
      </ul>
    </>
  ))

  return (
    <>
      <h2>{t.slots.timesOn(date)}</h2>
      {free.length === 0 && (
        <Notice kind="info" title={`${date}: ${reasonOf(page, day)}`}>
          {view.nextFree && (
            <p>
              {t.slots.nextFree}:{' '}
              <a href={view.url({ date: view.nextFree })}>{shortDate(view.nextFree, language)}</a>
            </p>
          )}
        </Notice>
      )}
      {view.movesFrom === null && free.length > 0 ? (
        <form method="post" action={paths.holds(office.slug)}>
          <IntentKey value={view.key} />
          <input type="hidden" name="services" value={view.services.map(service => service.slug).join(',')} />
          <input type="hidden" name="people" value={view.people} />
          {times}
        </form>
      ) : (
        times
      )}
      {view.movesFrom === null && free.length > 0 && (
        <p class="hint">{t.slots.holdNote(office.rules.holdMinutes)}</p>
      )}
      {day.slots.some(slot => slot.free === 0) && <WaitLink page={page} view={view} date={day.date} />}
    </>
  )
}

/** The way to the line for a freed place, for whom no free time suits. */
export function WaitLink({ page: { t }, view, date }: { page: Page; view: SlotsView; date?: string }) {
  const { office, services, people } = view
  if (!office.waitlist.isOn || view.movesFrom !== null) return null
  const wish = { services: services.map(({ slug }) => slug), people, ...(date && { date }) }
  return (
    <section class="notice notice-info">
      <p>{t.waitlist.linkHint}</p>
      <p>
        <a class="button button-outline" href={paths.waitlist(office.slug, wish)}>
          {t.waitlist.link}
        </a>
      </p>
    </section>
  )
}

function Time({ page: { t }, view, slot }: { page: Page; view: SlotsView; slot: Slot }) {
  const { office } = view
  const time = figureTime(slot.startsAt, office.timeZone)
  const startsAt = isoOf(slot.startsAt, office.timeZone)
  if (slot.free === 0)
    return (
      <span class="time time-full">
        <b>{time}</b> <span>× {t.slots.state.full}</span>
      </span>
    )

  const mark = slot.free === 1 ? t.slots.mark.few : t.slots.mark.open
  const label = (
    <>
      <b>{time}</b>{' '}
      <span>
        {mark} {t.slots.freePlaces(slot.free)}
      </span>
    </>
  )
  if (view.movesFrom !== null)
    return (
      <a class="time" href={`${paths.reschedule(office.slug)}?to=${encodeURIComponent(startsAt)}`}>
        {label}
      </a>
    )
  return (
    <button class="time" name="startsAt" value={startsAt}>
      {label}
    </button>
  )
}
