import type { Appointment } from '#src/booking/appointment.ts'
import { type Instant, isoOf } from '#src/clock.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { BackLink, Facts, IntentKey } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { When } from './visit-facts.tsx'

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
      {appointment.legs.length > 1 && <p>{t.legs.allNote}</p>}
      <form method="post" action={paths.reschedule(office.slug)} class="actions">
        <IntentKey value={intentKey} />
        <input type="hidden" name="startsAt" value={isoOf(to, office.timeZone)} />
        <button class="button">{t.appointment.change}</button>
      </form>
    </Shell>
  )
}
