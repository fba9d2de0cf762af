import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { Page } from '../layout/shell.tsx'
import { KioskShell } from './kiosk-shell.tsx'

/** Where everybody begins: with a booking or without one. */
export function KioskStartPage({ page, office }: { page: Page; office: Office }) {
  const t = page.t.arrival.kiosk
  // Of any counter: each tells what the office tells.
  const slug = office.counters[0]?.slug ?? ''
  return (
    <KioskShell page={page} office={office} title={t.title} returnSeconds={null} isFirst>
      <h1>{t.welcome}</h1>
      <div
        class="kiosk-doors"
        data-kiosk-stream={paths.liveStream(office.slug, [slug])}
        data-kiosk-poll={paths.liveState(office.slug, [slug])}
      >
        <a class="kiosk-door" href={paths.kioskBooked(office.slug)}>
          <b>{t.booked}</b>
          <span>{t.bookedNote}</span>
        </a>
        <a class="kiosk-door" href={paths.kioskCounters(office.slug)}>
          <b>{t.notBooked}</b>
          <span>{t.notBookedNote}</span>
        </a>
      </div>
    </KioskShell>
  )
}
