import type { Appointment } from '#src/booking/appointment.ts'
import type { TypedDetails } from '#src/booking/details.ts'
import { dateOf, type Instant, isoOf } from '#src/clock.ts'
import type { Office, Service } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { BackLink, ErrorSummary, Facts, IntentKey, Notice, TextField } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { figureTime, shortDate } from '../text/dates.ts'
import { visitFacts, When } from './visit-facts.tsx'

type TakenProps = {
  page: Page
  office: Office
  services: readonly Service[]
  people: number
  reason: string
  nearest: readonly NearSlot[]
  typed: TypedDetails | null
  keys: readonly string[]
  /** Whether a booking is being moved, which asks once more, instead of a new one being made. */
  isMove?: boolean
}

/** A time that is gone: the nearest free ones, with everything typed carried along. */
export function TakenPage(props: TakenProps) {
  const { page, office, services, people, reason, nearest, typed, keys, isMove = false } = props
  const { t } = page
  const slugs = services.map(service => service.slug)
  return (
    <Shell page={page} title={t.taken.title}>
      <h1>{t.taken.title}</h1>
      <Notice kind="warning">
        <p>{reason}</p>
        {typed && <p>{t.taken.kept}</p>}
      </Notice>
      {nearest.length > 0 ? (
        <>
          <h2>{t.taken.nearest}</h2>
          <ul class="rows">
            {nearest.map((slot, index) => (
              <li>
                {isMove ? (
                  <a class="row" href={moveTo(office, slot.startsAt)}>
                    <SlotLine page={page} office={office} slot={slot} />
                  </a>
                ) : (
                  <form method="post" action={paths.holds(office.slug)}>
                    <IntentKey value={keys[index] ?? ''} />
                    <input type="hidden" name="services" value={slugs.join(',')} />
                    <input type="hidden" name="people" value={people} />
                    <input type="hidden" name="startsAt" value={isoOf(slot.startsAt, office.timeZone)} />
                    {typed && <TypedFields typed={typed} />}
                    <button class="row row-button">
                      <SlotLine page={page} office={office} slot={slot} />
                    </button>
                  </form>
                )}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>{t.taken.none}</p>
      )}
      <p class="actions">
        <a
          class="button button-outline"
          href={
            isMove ? paths.reschedule(office.slug) : paths.slots(office.slug, { services: slugs, people })
          }
        >
          {t.taken.otherDays}
        </a>
      </p>
    </Shell>
  )
}

type NearSlot = { startsAt: Instant; free: number }

function SlotLine({ page: { t, language }, office, slot }: { page: Page; office: Office; slot: NearSlot }) {
  return (
    <>
      <span class="row-title">
        {shortDate(dateOf(slot.startsAt, office.timeZone), language)}{' '}
        {figureTime(slot.startsAt, office.timeZone)}
      </span>
      <span class="row-note">{t.slots.freePlaces(slot.free)}</span>
    </>
  )
}

function moveTo(office: Office, startsAt: Instant): string {
  return `${paths.reschedule(office.slug)}?to=${encodeURIComponent(isoOf(startsAt, office.timeZone))}`
}

function TypedFields({ typed }: { typed: TypedDetails }) {
  const { needs, documents, ...single } = typed
  return (
    <>
      {Object.entries(single).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {needs.map(value => (
        <input type="hidden" name="needs" value={value} />
      ))}
      {documents.map(value => (
        <input type="hidden" name="documents" value={value} />
      ))}
    </>
  )
}

type MoveProps = { page: Page; office: Office; appointment: Appointment; to: Instant; intentKey: string }

/** The old and the new time side by side, before anything changes. */
export function MovePage({ page, office, appointment, to, intentKey }: MoveProps) {
  const { t, language } = page
  return (
    <Shell page={page} title={t.slots.rescheduleTitle}>
      <BackLink href={paths.reschedule(office.slug)}>{t.slots.rescheduleTitle}</BackLink>
      <h1>{t.appointment.change}</h1>
      <Facts
        facts={[
          {
            term: t.slots.current,
            children: <When at={appointment.leg.startsAt} office={office} language={language} />,
          },
          {
            term: t.slots.rescheduleTitle,
            children: (
              <b>
                <When at={to} office={office} language={language} />
              </b>
            ),
          },
        ]}
      />
      <form method="post" action={paths.reschedule(office.slug)} class="actions">
        <IntentKey value={intentKey} />
        <input type="hidden" name="startsAt" value={isoOf(to, office.timeZone)} />
        <button class="button">{t.appointment.change}</button>
      </form>
    </Shell>
  )
}

type CancelProps = { page: Page; office: Office; appointment: Appointment; intentKey: string }

/** Asks once before a booking is cancelled. */
export function CancellationPage({ page, office, appointment, intentKey }: CancelProps) {
  const { t, language } = page
  const { leg, people, services } = appointment
  return (
    <Shell page={page} title={t.cancellation.title}>
      <BackLink href={paths.appointment(office.slug)}>{t.appointment.title}</BackLink>
      <h1>{t.cancellation.title}</h1>
      <Facts facts={visitFacts(t, language, office, { ...leg, people, services })} />
      <p>{t.cancellation.text}</p>
      <form method="post" action={paths.cancellation(office.slug)} class="actions">
        <IntentKey value={intentKey} />
        <button class="button button-danger">{t.cancellation.submit}</button>
        <a class="button button-outline" href={paths.appointment(office.slug)}>
          {t.cancellation.keep}
        </a>
      </form>
    </Shell>
  )
}

/** What a link in a message opens: nothing about the visit, and nothing happens until the button. */
export function LandingPage({ page, office, token }: { page: Page; office: Office; token: string }) {
  const { t } = page
  return (
    <Shell page={page} title={t.landing.title}>
      <h1>{t.landing.title}</h1>
      <p>{t.landing.text}</p>
      <form method="post" action={paths.manage(office.slug, token)} class="actions">
        <button class="button">{t.landing.open}</button>
      </form>
    </Shell>
  )
}

type FindProps = {
  page: Page
  office: Office
  reference: string
  errors: ReadonlyArray<{ field: 'reference' | 'secret'; text: string }>
}

/** The other way to a booking: its reference and a second secret. */
export function FindPage({ page, office, reference, errors }: FindProps) {
  const { t } = page
  const errorOf = (field: string) => errors.find(error => error.field === field)?.text
  return (
    <Shell page={page} title={t.find.title} hasError={errors.length > 0}>
      <ErrorSummary t={t} errors={errors.map(({ field, text }) => ({ href: `#${field}`, text }))} />
      <h1>{t.find.title}</h1>
      <form method="post" action={paths.find(office.slug)} novalidate>
        <TextField
          t={t}
          name="reference"
          label={t.find.reference}
          hint={t.find.referenceHint}
          error={errorOf('reference')}
          value={reference}
          autocomplete="off"
          isRequired
          isShort
        />
        <TextField
          t={t}
          name="secret"
          label={t.find.secret}
          error={errorOf('secret')}
          value=""
          autocomplete="off"
          isRequired
        />
        <p class="actions">
          <button class="button">{t.find.submit}</button>
        </p>
      </form>
    </Shell>
  )
}

/** What the office does with what people enter. */
export function PrivacyPage({ page }: { page: Page }) {
  const { t } = page
  return (
    <Shell page={page} title={t.privacy.title}>
      <h1>{t.privacy.title}</h1>
      {t.privacy.paragraphs.map(paragraph => (
        <p>{paragraph}</p>
      ))}
    </Shell>
  )
}
