import type { StaffMember } from '#src/staff/staff-member.ts'
import { StaffShell, type StaffPage } from '../layout/staff-shell.tsx'
import type { Texts } from '../text/index.ts'

type OfficeDoors = Texts['officeDoors']

type OfficeDoor = { name: keyof OfficeDoors['doors']; href: string }

export type OfficeDoorGroup = { name: keyof OfficeDoors['groups']; doors: readonly OfficeDoor[] }

type Props = { page: StaffPage; staff: StaffMember; groups: readonly OfficeDoorGroup[] }

/** Ways to what an office decides, keeps and writes down about itself. */
export function OfficePage({ page, staff, groups }: Props) {
  const t = page.t.officeDoors
  return (
    <StaffShell page={page} staff={staff} title={t.title} wide>
      <h1>{t.title}</h1>
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
    </StaffShell>
  )
}
