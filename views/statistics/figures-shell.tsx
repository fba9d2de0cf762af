import type { Child } from 'hono/jsx'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { type FiguresDoor, FiguresNav } from './figures-nav.tsx'

/** What every page about figures is given besides its own props. */
export type FiguresPage = StaffPage & { figuresDoors: readonly FiguresDoor[] }

type Props = {
  page: FiguresPage
  staff: StaffMember
  title: string
  hasError?: boolean
  styles?: readonly string[]
  script?: string
  children?: Child
}

/** The whole of a page about figures: the ways to its neighbours, then its own part. */
export function FiguresShell({ page, staff, title, hasError = false, styles = [], script, children }: Props) {
  return (
    <StaffShell
      {...{ page, staff, title, hasError, ...(script && { script }) }}
      styles={['queue.css', 'figures.css', 'charts.css', ...styles]}
      wide
    >
      <FiguresNav page={page} />
      {children}
    </StaffShell>
  )
}
