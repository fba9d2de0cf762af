import type { TypedDetails } from '#src/booking/details.ts'
import { dateOf, type Instant, isoOf } from '#src/clock.ts'
import type { Office, Service } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { IntentKey, Notice } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { figureTime, shortDate } from '../text/dates.ts'

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
  /** Whether it is a visit over several counters: no single time is one, but a plan. */
  isPlan?: boolean
}

/** A time that is gone: the nearest free ones, with everything typed carried along. */
export function TakenPage(props: TakenProps) {
  const {
    page,
    office,
    services,
    people,
    reason,
    nearest,
    typed,
    keys,
    isMove = false,
    isPlan = false,
  } = props
  const { t } = page
  const slugs = services.map(service => service.slug)
  const wish = { services: slugs, people }
  const others = isPlan ? paths.plans(office.slug, wish) : paths.slots(office.slug, wish)
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
        !isPlan && <p>{t.taken.none}</p>
      )}
      <p class="actions">
        <a class="button button-outline" href={isMove ? paths.reschedule(office.slug) : others}>
          {t.taken.otherDays}
        </a>
      </p>
    </Shell>
  )
}

export type NearSlot = { startsAt: Instant; free: number }

/** A free time as a line of a list. */
export function SlotLine({
  page: { t, language },
  office,
  slot,
}: {
  page: Page
  office: Office
  slot: NearSlot
}) {
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

/** What was typed before, carried along unseen. */
export function TypedFields({ typed }: { typed: TypedDetails }) {
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
