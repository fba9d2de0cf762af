import { dateOf, type Instant } from '#src/clock.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { visitMinutes } from '#src/slots/slot.ts'
import type { Entry, Offer } from '#src/waitlist/entry.ts'
import { visitFacts } from '../booking/visit-facts.tsx'
import { ErrorSummary, Facts, IntentKey, Notice } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { shortDate, timeOf } from '../text/dates.ts'
import { OrderRules } from './order-rules.tsx'
import { spanFacts, wishFacts } from './wish-facts.tsx'

type Props = {
  page: Page
  office: Office
  entry: Entry
  ahead: number
  token: string
  now: Instant
  /** Somebody has just pressed too late. */
  isLost: boolean
  /** Why the place could not be booked otherwise. */
  fault: string | null
  intentKey: string
}

/** Where somebody stands in line, and the place that is offered to them. */
export function EntryPage(props: Props) {
  const { page, entry, now, isLost, fault } = props
  const { t } = page
  const { offer, state, endReason } = entry
  const isOffered = offer !== null && offer.until > now
  const title =
    state === 'booked'
      ? t.waitlist.booked
      : endReason !== null
        ? t.waitlist.endedTitle
        : isOffered
          ? t.waitlist.offerTitle
          : t.waitlist.page
  return (
    <Shell page={page} title={title} hasError={isLost || fault !== null}>
      <ErrorSummary t={t} errors={fault === null ? [] : [{ href: '#offer', text: fault }]} />
      {isLost && (
        <div role="alert">
          <Notice kind="warning" title={t.waitlist.lostTitle}>
            <p>{t.waitlist.lostText}</p>
          </Notice>
        </div>
      )}
      <h1>{title}</h1>
      {endReason === null ? (
        isOffered ? (
          <Offered {...props} offer={offer} />
        ) : (
          <Waiting {...props} />
        )
      ) : (
        <Ended {...props} />
      )}
    </Shell>
  )
}

function Offered({ page, office, entry, offer, token, intentKey }: Props & { offer: Offer }) {
  const { t, language } = page
  const { services, people, counterId } = entry
  const visit = { counterId, startsAt: offer.startsAt, minutes: visitMinutes(entry), people, services }
  const untilDate = shortDate(dateOf(offer.until, office.timeZone), language)
  const until = `${untilDate} ${timeOf(offer.until, office.timeZone, language)}`
  return (
    <div id="offer">
      <Notice kind="warning">
        <p>{t.waitlist.offerText(until)}</p>
      </Notice>
      <Facts facts={visitFacts(t, language, office, visit)} />
      <form method="post" action={paths.takeOffer(office.slug, token)}>
        <IntentKey value={intentKey} />
        <p class="actions">
          <button class="button">{t.waitlist.take}</button>
          <button class="button button-outline" formaction={paths.declineOffer(office.slug, token)}>
            {t.waitlist.decline}
          </button>
        </p>
      </form>
      <p class="hint">{t.waitlist.declineNote}</p>
    </div>
  )
}

function Waiting({ page, office, entry, ahead, token }: Props) {
  const { t, language } = page
  return (
    <>
      <Notice kind="info" title={t.waitlist.state.waiting}>
        <p>{t.waitlist.ahead(ahead)}</p>
        <p class="hint">{t.waitlist.aheadNote}</p>
      </Notice>
      <Facts facts={[...spanFacts(t, language, entry), ...wishFacts(t, language, entry)]} />
      <OrderRules t={t} office={office} />
      <form method="post" action={paths.leaveWaitlist(office.slug, token)}>
        <p class="actions">
          <button class="button button-danger">{t.waitlist.leave}</button>
        </p>
      </form>
    </>
  )
}

function Ended({ page, office, entry }: Props) {
  const { t } = page
  const { endReason, services, people, state } = entry
  const slugs = services.map(({ slug }) => slug)
  if (state === 'booked' || endReason === 'booked') return <p>{t.waitlist.bookedText}</p>
  return (
    <>
      <p>{t.waitlist.ended[endReason ?? 'left']}</p>
      <p class="actions">
        <a class="button" href={paths.slots(office.slug, { services: slugs, people })}>
          {t.waitlist.again}
        </a>
      </p>
    </>
  )
}
