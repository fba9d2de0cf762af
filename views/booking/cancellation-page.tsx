import type { Appointment } from '#src/booking/appointment.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { BackLink, Facts, IntentKey } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { visitFacts, visitOf } from './visit-facts.tsx'

type CancelProps = { page: Page; office: Office; appointment: Appointment; intentKey: string }

/** Asks once before a booking is cancelled. */
export function CancellationPage({ page, office, appointment, intentKey }: CancelProps) {
  const { t, language } = page
  return (
    <Shell page={page} title={t.cancellation.title}>
      <BackLink href={paths.appointment(office.slug)}>{t.appointment.title}</BackLink>
      <h1>{t.cancellation.title}</h1>
      <Facts facts={visitFacts(t, language, office, visitOf(appointment))} />
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
