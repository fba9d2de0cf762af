import type { RunningExport } from '#src/exports/running.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink } from '../components/parts.tsx'
import { type FiguresPage, FiguresShell } from '../statistics/figures-shell.tsx'
import { Running } from './running.tsx'

type Props = { page: FiguresPage; staff: StaffMember; running: readonly RunningExport[] }

/** How far the files of somebody are. */
export function RunningPage({ page, staff, running }: Props) {
  const text = page.t.exports
  return (
    <FiguresShell
      {...{ page, staff }}
      title={text.running.title}
      styles={['exports.css']}
      script="exports.js"
    >
      <BackLink href={paths.exports()}>{text.title}</BackLink>
      <h1>{text.running.title}</h1>
      {running.length === 0 && <p>{text.running.nothing}</p>}
      <Running page={page} running={running} />
    </FiguresShell>
  )
}
