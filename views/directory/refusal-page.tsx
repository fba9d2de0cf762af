import type { DirectoryRefusal } from '#src/directory/directory.ts'
import { paths } from '#src/paths.ts'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'
import { StaffShell } from '../layout/staff-shell.tsx'

type Props = { page: PlainStaffPage; reason: DirectoryRefusal; next: string }

/** Why the directory's door stayed shut, and which one is open. */
export function DirectoryRefusalPage({ page, reason, next }: Props) {
  const { refusal } = page.t.directory
  const { title, text } = refusal.reason[reason]
  return (
    <StaffShell page={page} staff={null} title={refusal.title} hasError>
      <h1>{title}</h1>
      <p>{text}</p>
      <p class="actions">
        <a class="button" href={paths.staffSignIn(next)}>
          {refusal.password}
        </a>
        {reason !== 'disabled' && (
          <a class="button button-outline" href={paths.directory(next)}>
            {refusal.again}
          </a>
        )}
      </p>
    </StaffShell>
  )
}
