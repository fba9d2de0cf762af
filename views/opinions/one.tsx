import type { ChangeRefusal } from '#src/opinions/change.ts'
import type { DeedFault, TypedDeed } from '#src/opinions/details.ts'
import type { Opinion, OpinionEvent } from '#src/opinions/opinion.ts'
import type { Office } from '#src/offices/office.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import type { StaffPage } from '../layout/staff-shell.tsx'
import type { Texts } from '../text/index.ts'

/** What each part of an opinion's page is given. */
export type OneProps = {
  page: StaffPage
  staff: StaffMember
  office: Office
  opinion: Opinion
  events: readonly OpinionEvent[]
  /** What the role may do; what the opinion allows is a rule of its own. */
  can: { work: boolean; answer: boolean; seeContact: boolean }
  /** What came in with a deed that was refused. */
  typed: TypedDeed | null
  faults: readonly DeedFault[]
  refusal: ChangeRefusal | null
  /** The deed that was just done, as the address says it. */
  done: string
}

/** What is wrong with a field of a deed, in words. */
export function deedFault(
  t: Texts,
  faults: readonly DeedFault[],
  field: DeedFault['field'],
): string | undefined {
  const fault = faults.find(known => known.field === field)
  if (!fault) return undefined
  const { one } = t.opinions
  return fault.reason === 'missing' ? one[`${fault.field}Missing`] : one.answerError[fault.reason]
}

/** What the page showed when a button of it is pressed. */
export function Seen({ opinion }: { opinion: Opinion }) {
  return <input type="hidden" name="seen" value={opinion.version} />
}
