import { type Instant, isoOf } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import { paths } from '#src/paths.ts'
import type { Appointment } from '#src/booking/appointment.ts'
import { type Day, type Slot, visitMinutes } from '#src/slots/slot.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { DayList, MonthTable, reasonOf } from '../booking/calendar.tsx'
import { Adjust, MonthNav, NoDay, type SlotsView, SundayNote } from '../booking/slots-page.tsx'
import { visitOf, When } from '../booking/visit-facts.tsx'
import { BackLink, type Fact, Facts, IntentKey, Notice } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { figureTime, shortDate } from '../text/dates.ts'

type Props = {
  page: StaffPage
  staff: StaffMember
  view: SlotsView
  /** What residents could still book of each time. */
  publicFree: ReadonlyMap<Instant, number>
  canOverbook: boolean
  /** The booking that is being moved; null for a new one. */
  moves: Appointment | null
}

/** Day and time with all windows: what staff can give, and how much of it residents could book. */
export function StaffSlotsPage(props: Props) {
  const { page, staff, view, moves } = props
  const { t, language } = page
  const { services, people, chosen } = view
  const title = moves ? t.reception.appointment.moveTitle : t.reception.booking.slotsTitle
  const duration = t.service.durationText(moves ? visitOf(moves).minutes : visitMinutes({ services, people }))
  const facts: Fact[] = [
    {
      term: t.slots.services,
      children: (moves?.services ?? services).map(({ name }) => textOf(name, language)).join(t.listComma),
    },
    { term: t.slots.duration, children: `${duration} · ${t.slots.peopleCount(people)}` },
  ]
  if (moves)
    facts.unshift({
      term: t.slots.current,
      children: <When at={moves.leg.startsAt} office={view.office} language={language} />,
    })
  return (
    <StaffShell page={page} staff={staff} title={title} styles={['reception.css']} wide>
      {moves ? (
        <BackLink href={paths.staffAppointment(moves.id)}>{t.reception.appointment.title}</BackLink>
      ) : (
        <BackLink href={paths.staffBooking()}>{t.reception.booking.title}</BackLink>
      )}
      <h1>{title}</h1>
      <Facts facts={facts} />
      {!moves && <Adjust page={page} view={view} />}
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
          {chosen ? <StaffTimes {...props} day={chosen} /> : <NoDay page={page} view={view} />}
          {!moves && view.office.waitlist.isOn && (
            <p>
              <a
                href={paths.enterWait({
                  ...{ services: services.map(({ slug }) => slug), people },
                  ...(chosen && { date: chosen.date }),
                })}
              >
                {t.waitlistDesk.enterLink}
              </a>
            </p>
          )}
        </section>
      </div>
    </StaffShell>
  )
}

function StaffTimes(props: Props & { day: Day }) {
  const { page, view, moves, day } = props
  const { t, language } = page
  const date = shortDate(day.date, language)
  const parts = [
    { name: t.slots.morning, slots: day.slots.filter(slot => slot.startMinute < 12 * 60) },
    { name: t.slots.afternoon, slots: day.slots.filter(slot => slot.startMinute >= 12 * 60) },
  ].filter(part => part.slots.length > 0)
  const times = parts.map(part => (
    <>
      <h3 class="heading-small">{part.name}</h3>
      <ul class="times staff-times">
        {part.slots.map(slot => (
          <li>
            <StaffTime {...props} slot={slot} />
          </li>
        ))}
      </ul>
    </>
  ))
  return (
    <>
      <h2>{t.slots.timesOn(date)}</h2>
      {day.slots.length === 0 && <Notice kind="info" title={`${date}: ${reasonOf(page, day)}`} />}
      {day.slots.length > 0 && <p class="hint">{t.reception.booking.placesNote}</p>}
      {moves ? (
        times
      ) : (
        <form method="post" action={paths.staffHolds()}>
          <IntentKey value={view.key} />
          <input type="hidden" name="services" value={view.services.map(({ slug }) => slug).join(',')} />
          <input type="hidden" name="people" value={view.people} />
          {times}
        </form>
      )}
    </>
  )
}

function StaffTime({ page, view, publicFree, canOverbook, moves, slot }: Props & { slot: Slot }) {
  const t = page.t.reception.booking
  const { office, services, people } = view
  const time = figureTime(slot.startsAt, office.timeZone)
  const startsAt = isoOf(slot.startsAt, office.timeZone)
  const wish = { services: services.map(({ slug }) => slug), people }
  if (slot.free === 0)
    return canOverbook && !moves ? (
      <a class="time time-over" href={paths.staffOverbook(wish, startsAt)}>
        <b>{time}</b>
        <span>
          <span class="whole">× {t.full}</span> <span class="whole">{t.overbook}</span>
        </span>
      </a>
    ) : (
      <span class="time time-full">
        <b>{time}</b> <span>× {t.full}</span>
      </span>
    )

  const face = (
    <>
      <b>{time}</b>
      <span>
        <span class="whole">{t.freeAll(slot.free)}</span>{' '}
        <span class="whole">{t.freePublic(publicFree.get(slot.startsAt) ?? 0)}</span>
      </span>
    </>
  )
  return moves ? (
    <a class="time" href={`${paths.staffReschedule(moves.id)}?to=${encodeURIComponent(startsAt)}`}>
      {face}
    </a>
  ) : (
    <button class="time" name="startsAt" value={startsAt}>
      {face}
    </button>
  )
}
