import type { TypedDeed } from '#src/opinions/details.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import type { StaffPage } from '../layout/staff-shell.tsx'
import { StaffMessagePage } from '../staff/message-page.tsx'
import { KeptTexts } from './kept-texts.tsx'

type Props = { page: StaffPage; staff: StaffMember; typed: TypedDeed }

/** While somebody typed, a colleague handed the opinion to where they do not work: nothing typed is lost. */
export function MovedAwayPage({ page, staff, typed }: Props) {
  const { one, staff: text } = page.t.opinions
  return (
    <StaffMessagePage {...{ page, staff }} title={one.refusedTitle} text={one.refusal.not_found}>
      <KeptTexts page={page} typed={typed} />
      <p>
        <a href={paths.staffOpinions()}>{text.back}</a>
      </p>
    </StaffMessagePage>
  )
}
