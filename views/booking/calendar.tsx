import { weekdayOf } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Day } from '#src/slots/slot.ts'
import { BackLink } from '../components/parts.tsx'
import type { Page } from '../layout/shell.tsx'
import { shortDate, spokenDate } from '../text/dates.ts'
import { eraYear } from '../text/era.ts'
import type { SlotsView } from './slots-page.tsx'

type Props = { page: Page; view: SlotsView }

const fewTimes = 3

/** `few` when only some times are left, else the day's own state. */
function shownState(day: Day) {
  const times = day.slots.filter(slot => slot.free > 0).length
  return day.state === 'open' && times <= fewTimes ? 'few' : day.state
}

function canOpen(view: SlotsView, state: Day['state'] | 'few'): boolean {
  return state === 'open' || state === 'few' || (state === 'full' && view.opensFull === true)
}

/** Why a day has no times, in words. */
export function reasonOf({ t, language }: Page, day: Day): string {
  if (day.state !== 'closed') return t.slots.stateLong[day.state]
  const { closed } = day.opening
  if (!closed) return t.slots.closedService
  const because = t.slots.closedBecause[closed.because]
  if (!closed.reason) return because
  if (closed.because !== 'holiday') return textOf(closed.reason, language)
  return `${because}${t.details.ifCondition(textOf(closed.reason, language))}`
}

/** The month as a table of links; a day that cannot be chosen says why below. */
export function MonthTable({ page, view }: Props) {
  const { t } = page
  const [first] = view.days
  const blanks = first ? weekdayOf(first.date) - 1 : 0
  const cells: Array<Day | null> = [...Array.from({ length: blanks }, () => null), ...view.days]
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => cells[week * 7 + day] ?? null),
  )
  const closed = view.days.filter(day => ['closed', 'full', 'too_late'].includes(day.state))
  const [year, month] = view.month.split('-').map(Number)

  return (
    <>
      <table class="month">
        <caption>{t.slots.monthTitle(year ?? 0, eraYear(view.month), month ?? 0)}</caption>
        <thead>
          <tr>
            {t.slots.weekdays.map(weekday => (
              <th scope="col">{weekday}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map(week => (
            <tr>
              {week.map(day => (
                <td>{day && <DayCell page={page} view={view} day={day} />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {closed.length > 0 && (
        <details class="why">
          <summary>{t.slots.whyClosed}</summary>
          <ul>
            {closed.map(day => (
              <li>
                {shortDate(day.date, page.language)}: {reasonOf(page, day)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function DayCell({ page, view, day }: Props & { day: Day }) {
  const { t, language } = page
  const state = shownState(day)
  const free = day.slots.filter(slot => slot.free > 0).length
  const number = Number(day.date.slice(8))
  const face = (
    <>
      <span class="day-number" aria-hidden="true">
        {number}
      </span>
      <span class="day-mark" aria-hidden="true">
        {t.slots.mark[state]}
      </span>
      <span class="day-word" aria-hidden="true">
        {t.slots.state[state]}
      </span>
    </>
  )
  if (!canOpen(view, state))
    return (
      <span class={`day day-${state}`}>
        {face}
        <span class="hidden">
          {spokenDate(day.date, language)} {reasonOf(page, day)}
        </span>
      </span>
    )
  return (
    <a
      class={`day day-${state}`}
      href={`${view.url({ date: day.date })}#times`}
      aria-current={day.date === view.chosen?.date ? 'date' : undefined}
    >
      {face}
      <span class="hidden">
        {spokenDate(day.date, language)} {t.slots.state[state]} {t.slots.times(free)}
      </span>
    </a>
  )
}

/** The same days one below the other, each with its state or reason in words. */
export function DayList({ page, view }: Props) {
  const { t, language } = page
  const [year, month] = view.month.split('-').map(Number)
  const days = view.days.filter(day => day.state !== 'past')
  return (
    <>
      <h2>{t.slots.monthTitle(year ?? 0, eraYear(view.month), month ?? 0)}</h2>
      {days.length === 0 && <BackLink href={view.url({})}>{t.slots.nextFree}</BackLink>}
      <ul class="rows">
        {days.map(day => {
          const state = shownState(day)
          if (!canOpen(view, state))
            return (
              <li class="row row-closed">
                <span class="row-title">{shortDate(day.date, language)}</span>
                <span class="row-note">
                  {t.slots.mark[state]} {reasonOf(page, day)}
                </span>
              </li>
            )
          return (
            <li>
              <a
                class="row"
                href={`${view.url({ date: day.date })}#times`}
                aria-current={day.date === view.chosen?.date ? 'date' : undefined}
              >
                <span class="row-title">{shortDate(day.date, language)}</span>
                <span class="row-note">
                  {t.slots.mark[state]} {t.slots.stateLong[state]}
                </span>
              </a>
            </li>
          )
        })}
      </ul>
    </>
  )
}
