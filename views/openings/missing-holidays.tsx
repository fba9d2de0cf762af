import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { Notice } from '../components/parts.tsx'
import type { Texts } from '../text/index.ts'

/** Tells administrators that a year's holidays are still missing, and where to enter them. */
export function MissingHolidays({ t, office, year }: { t: Texts; office: Office; year: number | null }) {
  if (year === null) return null
  return (
    <Notice kind="warning" title={t.openings.missing(year)}>
      <p>{t.openings.missingText}</p>
      <p>
        <a href={paths.holidays(office.slug)}>{t.openings.toHolidays}</a>
      </p>
    </Notice>
  )
}
