import type { TicketView } from '#src/arrival/ticket-view.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import type { Page } from '../layout/shell.tsx'
import { KioskShell } from './kiosk-shell.tsx'
import { QrCode } from './qr-code.tsx'
import { Slip } from './slip.tsx'

type Props = { page: Page; office: Office; view: TicketView; qr: string }

const secondsShown = 20

/** The number that somebody has just got: on the screen, on paper, and as a link for the phone. */
export function KioskTicketPage({ page, office, view, qr }: Props) {
  const { t, language } = page
  const words = t.arrival.kiosk
  const { ticket, counter, window } = view
  const [before, after] = words.returns
  return (
    <KioskShell page={page} office={office} title={words.yourNumber} returnSeconds={secondsShown}>
      <div class="kiosk-result no-print">
        <h1>
          {words.yourNumber} <b class="kiosk-number">{ticket.number}</b>
        </h1>
        <p class="kiosk-where">
          {words.goTo(counter.floor, counter.number, textOf(counter.publicName, language))}
        </p>
        {ticket.state === 'waiting' && (
          <>
            <p class="kiosk-ahead">
              {view.ahead > 0 ? t.arrival.ticket.ahead(view.ahead) : t.arrival.ticket.youAreNext}
            </p>
            {view.estimate && (
              <p>{t.arrival.ticket.estimate(view.estimate.fromMinutes, view.estimate.toMinutes)}</p>
            )}
            <p>{words.wait}</p>
          </>
        )}
        {window && <p class="kiosk-ahead">{t.arrival.ticket.come(window)}</p>}
        <div class="kiosk-qr">
          <QrCode svg={qr} label={words.qrLabel} />
          <p>{words.qr}</p>
        </div>
        <p class="kiosk-printing" data-printing hidden>
          {words.printing}
        </p>
        <p class="actions kiosk-result-actions">
          <button type="button" class="button button-outline" data-print hidden>
            {words.printAgain}
          </button>
          <button type="button" class="button button-outline" data-stay hidden>
            {words.stayHere}
          </button>
        </p>
        <p class="kiosk-returns" data-returns hidden>
          {before} <b data-returns-in>{secondsShown}</b> {after}
        </p>
      </div>
      <div class="print-only" data-print-now>
        <Slip page={page} office={office} view={view} qr={qr} />
      </div>
    </KioskShell>
  )
}
