import type { Appointment } from '#src/booking/appointment.ts'
import { type LocalDate } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import { type Office, type Service } from '#src/offices/office.ts'
import { paths, type SlotsQuery } from '#src/paths.ts'
import type { Day } from '#src/slots/slot.ts'
import { visitMinutes } from '#src/slots/slot.ts'
import { BackLink, Facts, Notice, Steps } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { shortDate } from '../text/dates.ts'
import { visitOf, When } from './visit-facts.tsx'
import { DayList, MonthTable } from './calendar.tsx'
import { Times, WaitLink } from './times.tsx'

export type SlotsView = {
  office: Office
  services: readonly Service[]
  people: number
  /** First day of the month shown, and its days. */
  month: LocalDate
  days: readonly Day[]
  chosen: Day | null
  view: 'month' | 'list'
  previousMonth: LocalDate | null
  nextMonth: LocalDate | null
  /** The next day with a free place, when the one chosen has none. */
  nextFree: LocalDate | null
  key: string
  /** The time of the booking that is being moved; null for a new one. */
  movesFrom: number | null
  /** A visit over several counters that moves as a whole. */
  whole?: Appointment | null
  /** A full day can be opened too: there staff can overbook, and residents wait for a freed place. */
  opensFull?: boolean
  /** URL of this page with another query. */
  url: (query: Partial<SlotsQuery>) => string
}

/** The day and the time: a month or a list of days, and the times of the day chosen. */
export function SlotsPage({ page, view }: { page: Page; view: SlotsView }) {
  const { t, language } = page
  const { office, services, people, chosen } = view
  const title = view.movesFrom === null ? t.slots.title : t.slots.rescheduleTitle
  const first = services[0]
  const minutes = view.whole ? visitOf(view.whole).minutes : visitMinutes({ services, people })
  return (
    <Shell page={page} title={title}>
      {view.movesFrom !== null ? (
        <BackLink href={paths.appointment(office.slug)}>{t.appointment.title}</BackLink>
      ) : (
        first && (
          <BackLink href={paths.service(office.slug, first.slug)}>{textOf(first.name, language)}</BackLink>
        )
      )}
      {view.movesFrom === null && <Steps t={t} step={1} />}
      <h1>{title}</h1>
      <Facts
        facts={[
          ...(view.movesFrom !== null
            ? [
                {
                  term: t.slots.current,
                  children: <When at={view.movesFrom} office={office} language={language} />,
                },
              ]
            : []),
          {
            term: t.slots.services,
            children: (view.whole?.services ?? services)
              .map(service => textOf(service.name, language))
              .join(t.listComma),
          },
          {
            term: t.slots.duration,
            children: `${t.service.durationText(minutes)}${people > 1 ? ` · ${t.slots.peopleCount(people)}` : ''}`,
          },
        ]}
      />
      {view.whole && <p>{t.legs.allNote}</p>}
      {view.movesFrom === null && <Adjust page={page} view={view} />}
      <SundayNote page={page} view={view} />

      <div class="slots">
        <section class="slots-days">
          <MonthNav page={page} view={view} />
          {view.view === 'month' ? (
            <MonthTable page={page} view={view} />
          ) : (
            <DayList page={page} view={view} />
          )}
        </section>
        <section class="slots-times" id="times">
          {chosen ? (
            <Times page={page} view={view} day={chosen} />
          ) : (
            <>
              <NoDay page={page} view={view} />
              <WaitLink page={page} view={view} />
            </>
          )}
        </section>
      </div>
    </Shell>
  )
}

/** Services of the same counter to add, and how many people. */
export function Adjust({ page: { t, language }, view }: { page: Page; view: SlotsView }) {
  const { office, services, people } = view
  const others = office.services.filter(
    service => service.isBookable && service.counterId === services[0]?.counterId,
  )
  const isPerPerson = services.some(service => service.isPerPerson)
  return (
    <details class="adjust" open={people > 1 || services.length > 1 || isPerPerson}>
      <summary>{t.slots.adjust}</summary>
      <form method="get" action={view.url({}).split('?')[0]}>
        <fieldset class="field">
          <legend class="label">
            {t.slots.addServices}{' '}
            <span class="hint">{t.slots.addServicesHint(office.rules.servicesMax)}</span>
          </legend>
          {others.map(service => (
            <label class="choice">
              <input
                type="checkbox"
                name="services"
                value={service.slug}
                checked={services.some(chosen => chosen.id === service.id)}
              />
              <span>
                {textOf(service.name, language)}{' '}
                <span class="hint">{t.services.minutes(service.durationMinutes)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label class="label" for="people">
            {t.slots.people}
          </label>
          <p class="hint" id="people-hint">
            {t.slots.peopleHint}
          </p>
          <select id="people" name="people" class="input input-short" aria-describedby="people-hint">
            {Array.from({ length: office.rules.peopleMax }, (_, index) => index + 1).map(count => (
              <option value={count} selected={count === people}>
                {t.slots.peopleCount(count)}
              </option>
            ))}
          </select>
        </div>
        <button class="button button-outline">{t.slots.update}</button>
      </form>
    </details>
  )
}

export function SundayNote({ page, view }: { page: Page; view: SlotsView }) {
  const isSunday = view.chosen?.opening.hours.some(hours => hours.session === 'sunday')
  const notes = view.services.flatMap(service => (service.sunday === 'partial' ? (service.notes ?? []) : []))
  if (!isSunday || notes.length === 0) return null
  return (
    <Notice kind="warning" title={page.t.service.notes}>
      {notes.map(note => (
        <p>{textOf(note, page.language)}</p>
      ))}
    </Notice>
  )
}

/** The months before and after, and the other way to see this one. */
export function MonthNav({ page: { t }, view }: { page: Page; view: SlotsView }) {
  const other = view.view === 'month' ? 'list' : 'month'
  const { previousMonth, nextMonth } = view
  return (
    <nav class="month-nav" aria-label={t.slots.month}>
      {previousMonth ? (
        <a class="button button-small button-outline" href={view.url({ month: previousMonth.slice(0, 7) })}>
          {t.slots.previousMonth}
        </a>
      ) : (
        <span />
      )}
      <a
        class="month-view"
        href={view.url({ month: view.month.slice(0, 7), view: other, date: view.chosen?.date })}
      >
        {other === 'list' ? t.slots.list : t.slots.month}
      </a>
      {nextMonth ? (
        <a class="button button-small button-outline" href={view.url({ month: nextMonth.slice(0, 7) })}>
          {t.slots.nextMonth}
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}

export function NoDay({ page: { t, language }, view }: { page: Page; view: SlotsView }) {
  return (
    <Notice kind="info" title={view.nextFree ? t.slots.noneInMonth : t.slots.noneAtAll}>
      {view.nextFree && (
        <p>
          {t.slots.nextFree}:{' '}
          <a href={view.url({ date: view.nextFree })}>{shortDate(view.nextFree, language)}</a>
        </p>
      )}
    </Notice>
  )
}
