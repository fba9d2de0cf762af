import type { Child } from 'hono/jsx'
import type { Closing } from '#src/closings/closing.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { counterWords, spanWords } from './plan-words.ts'

export type ClosingProps = { page: StaffPage; staff: StaffMember; office: Office }

type Props = ClosingProps & {
  closing: Closing | null
  step: 1 | 2 | 3 | 4 | 5
  title: string
  hasError?: boolean
  /** What stands above the heading: what has happened, or what is wrong. */
  above?: Child
  children?: Child
}

/** A step of a closing, with what is being closed above it. */
export function ClosingShell({
  page,
  staff,
  office,
  closing,
  step,
  title,
  hasError,
  above,
  children,
}: Props) {
  const { t } = page
  return (
    <StaffShell {...{ page, staff, title }} hasError={hasError ?? false} styles={['closings.css']} wide>
      <BackLink href={paths.closings()}>{t.closings.back}</BackLink>
      <Steps page={page} step={step} />
      {above}
      <h1>{title}</h1>
      {closing && step > 1 && <PlanSummary {...{ page, office, closing }} />}
      {children}
    </StaffShell>
  )
}

function Steps({ page: { t }, step }: Pick<Props, 'page' | 'step'>) {
  const { names, label } = t.closings.steps
  return (
    <ol class="steps" aria-label={label(step, names.length)}>
      {names.map((name, index) => (
        <li
          aria-current={index + 1 === step ? 'step' : undefined}
          class={index + 1 < step ? 'step-done' : ''}
        >
          <span class="step-number">{index + 1}</span> {name}
        </li>
      ))}
    </ol>
  )
}

function PlanSummary({ page, office, closing }: { page: StaffPage; office: Office; closing: Closing }) {
  const { t, language } = page
  const isBegun = closing.state === 'begun'
  return (
    <div class="closing-plan">
      <p>
        <b class="whole">{spanWords(page, closing)}</b> <span>{counterWords(page, office, closing)}</span>
      </p>
      <p>
        {t.closings.why}: {textOf(closing.reason, language)}
      </p>
      {isBegun && closing.isBookingStopped && (
        <p>
          <b class="closing-stopped">{t.closings.stopped}</b>
        </p>
      )}
      {isBegun && (
        <p class="closing-ways">
          <a href={paths.closing(closing.id, 'plan')}>{t.closings.changePlan}</a>
          <a href={paths.closing(closing.id, 'discard')}>{t.closings.discard.title}</a>
        </p>
      )}
    </div>
  )
}
