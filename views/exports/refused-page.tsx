import type { ExportRefusal } from '#src/exports/export-file.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, Notice } from '../components/parts.tsx'
import { type FiguresPage, FiguresShell } from '../statistics/figures-shell.tsx'

type Props = { page: FiguresPage; staff: StaffMember; reason: ExportRefusal }

/** Why there is no file now. */
export function RefusedPage({ page, staff, reason }: Props) {
  const text = page.t.exports
  const { title, detail } = text.refusals[reason]
  return (
    <FiguresShell {...{ page, staff, title }} hasError styles={['exports.css']}>
      <BackLink href={paths.exports()}>{text.title}</BackLink>
      <h1>{title}</h1>
      <Notice kind="warning">
        <p>{detail}</p>
      </Notice>
    </FiguresShell>
  )
}
