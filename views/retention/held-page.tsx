import { raw } from 'hono/html'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { type Chosen, chosenOf, type Held } from '#src/retention/held.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { HeldDocument, type Words } from './held-document.tsx'

type Props = { page: StaffPage; staff: StaffMember; office: Office; held: Held; mayErase: boolean }

/** Everything held on one person, and what can be done with it. Opening it is written down. */
export function HeldPage(props: Props) {
  const { page, staff, office, held, mayErase } = props
  const { t, language } = page
  const text = t.retention.held
  const chosen = chosenOf(held)
  return (
    <StaffShell {...{ page, staff, title: text.title }} styles={['queue.css', 'retention.css']}>
      <div class="no-print">
        <BackLink href={paths.personalData(office.slug)}>{t.retention.found.again}</BackLink>
      </div>
      <h1>{text.title}</h1>
      <p class="hint no-print">{text.audited}</p>
      <HeldDocument {...{ t, language, office, held }} />
      <div class="no-print">
        <h2>{text.file}</h2>
        <div class="held-files">
          <button type="button" class="button button-outline" data-print hidden>
            {text.print}
          </button>
          {(['html', 'json'] as const).map(format => (
            <form method="post" action={paths.personalDataFile()}>
              <ChosenFields {...{ office, chosen }} />
              <input type="hidden" name="format" value={format} />
              <button class="button button-outline">{text[format]}</button>
            </form>
          ))}
        </div>
        {mayErase && (
          <form method="post" action={paths.erasureCheck()}>
            <ChosenFields {...{ office, chosen }} />
            <p class="actions">
              <button class="button button-danger">{text.erase}</button>
            </p>
          </form>
        )}
      </div>
    </StaffShell>
  )
}

/** What a form is about, sent along from step to step. */
export function ChosenFields({ office, chosen }: { office: Office; chosen: Chosen }) {
  const fields = {
    ...{ bookings: chosen.appointmentIds, opinions: chosen.opinionIds },
    ...{ waits: chosen.entryIds, lineUsers: chosen.lineUserIds },
  }
  return (
    <>
      <input type="hidden" name="office" value={office.slug} />
      {Object.entries(fields).map(([name, ids]) =>
        ids.map(id => <input type="hidden" name={name} value={id} />),
      )}
    </>
  )
}

/** The same as a file that any browser shows, without anything to fetch. */
export function HeldFile({ t, language, office, held }: Words & { office: Office; held: Held }) {
  const { title } = t.retention.held
  return (
    <>
      {raw('<!DOCTYPE html>')}
      <html lang={language}>
        <head>
          <meta charset="utf-8" />
          <title>{title}</title>
        </head>
        <body>
          <h1>{title}</h1>
          <HeldDocument {...{ t, language, office, held }} />
        </body>
      </html>
    </>
  )
}
