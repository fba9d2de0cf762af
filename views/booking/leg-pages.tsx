import type { Appointment, Leg } from '#src/booking/appointment.ts'
import { type Instant, isoOf } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import { counterById, type Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { BackLink, type Fact, Facts, IntentKey, Notice } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { counterPlace, LegList } from './leg-list.tsx'
import { type NearSlot, SlotLine } from './taken-page.tsx'
import { When } from './visit-facts.tsx'

type LegProps = { page: Page; office: Office; appointment: Appointment; leg: Leg }

type TimesProps = LegProps & {
  slots: readonly NearSlot[]
  /** Why the time that was chosen could not be had. */
  refusal?: string | null
}

/** The times of the same day to which one counter of a visit can move, between the others. */
export function LegTimesPage({ page, office, appointment, leg, slots, refusal }: TimesProps) {
  const { t, language } = page
  const title = t.legs.changeTitle
  const others = appointment.legs.filter(({ id }) => id !== leg.id)
  return (
    <Shell page={page} title={title} hasError={Boolean(refusal)}>
      <BackLink href={paths.appointment(office.slug)}>{t.appointment.title}</BackLink>
      <h1>{title}</h1>
      {refusal && (
        <Notice kind="warning">
          <p>{refusal}</p>
        </Notice>
      )}
      <Facts facts={legFacts({ page, office, leg })} />
      <h2>{t.legs.times}</h2>
      {slots.length > 0 ? (
        <>
          <p class="hint">{t.legs.changeLead}</p>
          <ul class="rows">
            {slots.map(slot => (
              <li>
                <a class="row" href={moveTo(office, leg, slot.startsAt)}>
                  <SlotLine page={page} office={office} slot={slot} />
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <p>{t.legs.noTimes}</p>
          <p class="actions">
            <a class="button button-outline" href={paths.reschedule(office.slug)}>
              {t.legs.changeAll}
            </a>
          </p>
        </>
      )}
      <h2>{t.legs.others}</h2>
      <LegList {...{ t, language, office, legs: others }} />
    </Shell>
  )
}

function moveTo(office: Office, leg: Leg, startsAt: Instant): string {
  const to = encodeURIComponent(isoOf(startsAt, office.timeZone))
  return `${paths.rescheduleLeg(office.slug, leg.id)}?to=${to}`
}

type MoveProps = LegProps & { to: Instant; intentKey: string }

/** The old and the new time of one counter, before anything changes. */
export function MoveLegPage({ page, office, leg, to, intentKey }: MoveProps) {
  const { t, language } = page
  const title = t.legs.changeTitle
  const action = paths.rescheduleLeg(office.slug, leg.id)
  const wanted = (
    <b>
      <When at={to} office={office} language={language} />
    </b>
  )
  return (
    <Shell page={page} title={title}>
      <BackLink href={action}>{t.legs.times}</BackLink>
      <h1>{title}</h1>
      <Facts facts={[...legFacts({ page, office, leg }), { term: t.legs.new, children: wanted }]} />
      <form method="post" action={action} class="actions">
        <IntentKey value={intentKey} />
        <input type="hidden" name="startsAt" value={isoOf(to, office.timeZone)} />
        <button class="button">{t.legs.submit}</button>
      </form>
    </Shell>
  )
}

/** Asks once before one counter of a visit is cancelled. */
export function CancelLegPage({
  page,
  office,
  appointment,
  leg,
  intentKey,
}: LegProps & { intentKey: string }) {
  const { t, language } = page
  const others = appointment.legs.filter(({ id }) => id !== leg.id)
  return (
    <Shell page={page} title={t.legs.cancelTitle}>
      <BackLink href={paths.appointment(office.slug)}>{t.appointment.title}</BackLink>
      <h1>{t.legs.cancelTitle}</h1>
      <Facts facts={legFacts({ page, office, leg })} />
      <p>{t.legs.cancelText}</p>
      <form method="post" action={paths.cancelLeg(office.slug, leg.id)} class="actions">
        <IntentKey value={intentKey} />
        <button class="button button-danger">{t.legs.cancelSubmit}</button>
        <a class="button button-outline" href={paths.appointment(office.slug)}>
          {t.legs.keep}
        </a>
      </form>
      <h2>{t.legs.others}</h2>
      <LegList {...{ t, language, office, legs: others }} />
    </Shell>
  )
}

function legFacts({ page, office, leg }: Omit<LegProps, 'appointment'>): Fact[] {
  const { t, language } = page
  return [
    { term: t.check.where, children: counterPlace({ t, language }, counterById(office, leg.counterId)) },
    { term: t.slots.current, children: <When at={leg.startsAt} office={office} language={language} /> },
    {
      term: t.check.services,
      children: leg.services.map(({ name }) => textOf(name, language)).join(t.listComma),
    },
  ]
}
