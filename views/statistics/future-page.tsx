import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { type FiguresPage, FiguresShell } from './figures-shell.tsx'

/** For a period that has not begun. */
export function FuturePage({ page, staff }: { page: FiguresPage; staff: StaffMember }) {
  const text = page.t.figures.future
  return (
    <FiguresShell page={page} staff={staff} title={text.title}>
      <h1>{text.title}</h1>
      <p>{text.text}</p>
      <p>
        <a href={paths.figures()}>{text.link}</a>
      </p>
    </FiguresShell>
  )
}
