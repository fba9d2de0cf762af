import type { Arrival } from '#src/arrival/arrival-rule.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { IntentKey } from '../components/parts.tsx'
import type { Page } from '../layout/shell.tsx'
import { figureTime } from '../text/dates.ts'
import { QrCode } from './qr-code.tsx'

/** Where the arrival of a booking stands on its day. */
export type OwnArrival = Arrival | { kind: 'arrived'; number: string; isThere: boolean }

/** Whether its owner may yet be called today. */
export function mayBeCalled(arrival: OwnArrival): boolean {
  return arrival.kind !== 'arrived' || arrival.isThere
}

type Props = { page: Page; office: Office; arrival: OwnArrival; qr: string; intentKey: string }

/** On the day of a visit: from when to check in, the button for it, or the number it has led to. */
export function CheckIn({ page, office, arrival, qr, intentKey }: Props) {
  const t = page.t.arrival.checkIn
  const { checkInOpensMinutesBefore, lateGraceMinutes } = office.rules
  return (
    <section class="check-in">
      <h2>{arrival.kind === 'arrived' ? t.done : t.title}</h2>
      {arrival.kind === 'early' && (
        <>
          <p>
            <b>{t.early(checkInOpensMinutesBefore, figureTime(arrival.opensAt, office.timeZone))}</b>
          </p>
          <p class="hint">{t.onlyHere}</p>
        </>
      )}
      {arrival.kind === 'open' && arrival.isLate && <p>{t.late(lateGraceMinutes)}</p>}
      {arrival.kind === 'arrived' && (
        <p>
          {t.number} <b class="check-in-number">{arrival.number}</b>
        </p>
      )}
      {arrival.kind !== 'early' && (
        <form method="post" action={paths.checkIn(office.slug)}>
          <IntentKey value={intentKey} />
          <button class="button button-wide">{arrival.kind === 'arrived' ? t.show : t.submit}</button>
          {arrival.kind === 'open' && <p class="hint">{t.onlyHere}</p>}
        </form>
      )}
      {arrival.kind !== 'arrived' && (
        <div class="check-in-qr">
          <QrCode svg={qr} label={t.qrLabel} />
          <p class="hint">{t.qr}</p>
        </div>
      )}
    </section>
  )
}
