import type { TicketView } from '#src/arrival/ticket-view.ts'
import { asLanguage } from '#src/languages.ts'
import type { Office } from '#src/offices/office.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { residentTextsIn } from '../text/index.ts'
import { Slip } from './slip.tsx'

type Props = { page: StaffPage; staff: StaffMember; office: Office; view: TicketView; qr: string }

/** The same slip as the kiosk prints, in the language of whoever waits. */
export function SlipPage({ page, staff, office, view, qr }: Props) {
  const words = page.t.arrival.slip
  const language = asLanguage(view.ticket.language) ?? 'ja'
  const own = { ...page, language, t: residentTextsIn[language] }
  const title = `${words.title} ${view.ticket.number}`
  return (
    <StaffShell page={page} staff={staff} title={title} styles={['slip.css']}>
      <h1 class="no-print">{title}</h1>
      <p class="actions no-print">
        <button type="button" class="button" data-print hidden>
          {words.print}
        </button>
      </p>
      <Slip page={own} office={office} view={view} qr={qr} />
    </StaffShell>
  )
}
