import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { StaffShell, type StaffPage } from '../layout/staff-shell.tsx'
import { OfficeChoice } from '../retention/office-choice.tsx'
import type { Texts } from '../text/index.ts'

type OfficeDoors = Texts['officeDoors']

type OfficeDoor = { name: keyof OfficeDoors['doors']; href: string }

export type OfficeDoorGroup = { name: keyof OfficeDoors['groups']; doors: readonly OfficeDoor[] }

type Props = {
  page: StaffPage
  staff: StaffMember
  groups: readonly OfficeDoorGroup[]
  office: Office
  /** Those that are the staff member's to see. */
  offices: readonly Office[]
  /** Whether pages without an office in their address show this one. */
  isUsual: boolean
}

/** Ways to what an office decides, keeps and writes down about itself. */
export function OfficePage({ page, staff, groups, office, offices, isUsual }: Props) {
  const t = page.t.officeDoors
  return (
    <StaffShell page={page} staff={staff} title={t.title} wide>
      <h1>{t.title}</h1>
      {offices.length > 1 && <OfficeChoice {...{ page, office, offices, action: paths.staffOffice() }} />}
      <div class="office-groups">
        {groups.map(({ name, doors }) => (
          <section>
            <h2>{t.groups[name]}</h2>
            <ul class="rows">
              {doors.map(({ name, href }) => (
                <li>
                  <a class="row" href={href}>
                    <span class="row-title">{t.doors[name][0]}</span>
                    <span class="row-note">{t.doors[name][1]}</span>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      {!isUsual && (
        <p>
          {t.byItsOwn} <a href={paths.invitation(office.slug)}>{page.t.people.invite}</a>
        </p>
      )}
      {staff.officeId === null && (
        <p>
          <a href={paths.setup()}>{t.another}</a>
        </p>
      )}
    </StaffShell>
  )
}
