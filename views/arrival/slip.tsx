import type { TicketView } from '#src/arrival/ticket-view.ts'
import { langOf } from '#src/languages.ts'
import { textOf } from '#src/offices/localized.ts'
import { dateOf } from '#src/clock.ts'
import type { Office } from '#src/offices/office.ts'
import type { Page } from '../layout/shell.tsx'
import { figureTime, shortDate } from '../text/dates.ts'
import { QrCode } from './qr-code.tsx'

type Props = { page: Page; office: Office; view: TicketView; qr: string }

/** The printed number: no name and nothing of what somebody came for. */
export function Slip({ page, office, view, qr }: Props) {
  const { t, language } = page
  const words = t.arrival.slip
  const { ticket, counter, now } = view
  const date = shortDate(dateOf(ticket.checkedInAt, office.timeZone), language)
  return (
    <section class="slip" aria-label={words.title} lang={langOf(language)}>
      <p class="slip-office">{textOf(office.name, language)}</p>
      <p class="slip-label">{words.number}</p>
      <p class="slip-number">{ticket.number}</p>
      <p class="slip-counter">
        {t.arrival.floor(counter.floor)} {t.home.counterNumber(counter.number)}
        <br />
        {textOf(counter.publicName, language)}
      </p>
      <p>{words.at(`${date} ${figureTime(ticket.checkedInAt, office.timeZone)}`)}</p>
      {ticket.state === 'waiting' && (
        <p>
          {words.ahead(view.ahead)}
          {t.details.ifCondition(words.asOf(figureTime(now, office.timeZone)))}
        </p>
      )}
      <QrCode svg={qr} label={t.arrival.kiosk.qrLabel} />
      <p>{words.qr}</p>
      <p>{words.keep}</p>
    </section>
  )
}
