import type { Child } from 'hono/jsx'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'
import { StaffShell, type StaffPage } from '../layout/staff-shell.tsx'

type Props = {
  page: PlainStaffPage & Partial<StaffPage>
  staff?: StaffMember
  title: string
  text?: string
  children?: Child
}

/** A page for staff that tells one thing and leads on. */
export function StaffMessagePage({ page, staff, title, text, children }: Props) {
  return (
    <StaffShell page={page} staff={staff ?? null} title={title}>
      <h1>{title}</h1>
      {text && <p>{text}</p>}
      {children}
      {staff && (
        <p class="actions">
          <a class="button button-outline" href={paths.staffHome()}>
            {page.t.staff.toHome}
          </a>
        </p>
      )}
    </StaffShell>
  )
}
