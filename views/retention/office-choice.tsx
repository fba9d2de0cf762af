import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import type { StaffPage } from '../layout/staff-shell.tsx'

type Props = { page: StaffPage; office: Office; offices: readonly Office[]; action: string }

/** Leads whoever looks after several offices from one to another. */
export function OfficeChoice({ page, office, offices, action }: Props) {
  return (
    <form method="get" action={action} class="people-filter">
      <p>
        <label for="office" class="label">
          {page.t.retention.settings.office}
        </label>
        <select id="office" name="office" class="input">
          {offices.map(({ slug, name }) => (
            <option value={slug} selected={slug === office.slug}>
              {textOf(name, page.language)}
            </option>
          ))}
        </select>
      </p>
      <button class="button button-small button-outline">{page.t.people.chooseOffice}</button>
    </form>
  )
}
