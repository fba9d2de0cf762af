import type { LocalDate } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Localized, Office } from '#src/offices/office.ts'
import type { HolidayFault } from '#src/openings/holidays.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, ErrorSummary, FieldFault, Notice } from '../components/parts.tsx'
import { StaffShell, type StaffPage } from '../layout/staff-shell.tsx'
import { longDate } from '../text/dates.ts'
import { MissingHolidays } from './missing-holidays.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  years: ReadonlyArray<[year: string, days: ReadonlyArray<[LocalDate, Localized]>]>
  missingYear: number | null
  /** What became of a file: nothing chosen, nothing to change, or lines that are wrong. */
  file: 'missing' | 'same' | ReadonlyArray<{ line: number; reason: HolidayFault }> | null
}

const faultsShownMax = 20

/** The holidays that are known, and the door for the government's file. */
export function HolidaysPage({ page, staff, office, years, missingYear, file }: Props) {
  const { t, language } = page
  const text = t.openings.holidayPage
  const error = file === 'missing' ? text.missing : Array.isArray(file) ? text.faulty : undefined
  return (
    <StaffShell
      {...{ page, staff, title: text.title }}
      hasError={error !== undefined}
      styles={['queue.css', 'openings.css']}
    >
      <BackLink href={paths.openings(office.slug)}>{t.openings.back}</BackLink>
      <ErrorSummary t={t} errors={error ? [{ href: '#file', text: error }] : []} />
      {file === 'same' && <Notice kind="info" title={text.same} />}
      <h1>{text.title}</h1>
      <MissingHolidays {...{ t, office, year: missingYear }} />
      <p>{text.lead}</p>
      <p>{text.keeps}</p>
      {typeof file === 'object' && file !== null && <Faults t={t} faults={file} />}
      <form method="post" action={paths.holidays(office.slug)} enctype="multipart/form-data" novalidate>
        <div class={error ? 'field field-error' : 'field'}>
          <label for="file" class="label">
            {text.file}
          </label>
          <input
            id="file"
            name="file"
            type="file"
            accept=".csv,text/csv"
            class="input input-file"
            aria-invalid={error ? 'true' : undefined}
            aria-describedby={error ? 'file-error' : undefined}
          />
          {error && <FieldFault t={t} name="file" error={error} />}
        </div>
        <p class="actions">
          <button class="button">{text.submit}</button>
        </p>
      </form>
      {years.map(([year, days], index) => (
        <details open={index === 0}>
          <summary>{t.openings.holidaysCount(year, days.length)}</summary>
          <ul class="openings-holidays">
            {days.map(([date, name]) => (
              <li>
                {longDate(date, language)} {textOf(name, language)}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </StaffShell>
  )
}

function Faults({
  t,
  faults,
}: {
  t: StaffPage['t']
  faults: ReadonlyArray<{ line: number; reason: HolidayFault }>
}) {
  const text = t.openings.holidayPage
  return (
    <>
      <ul>
        {faults.slice(0, faultsShownMax).map(({ line, reason }) => (
          <li>
            <b>{text.lineNumber(line)}</b> {text.fault[reason]}
          </li>
        ))}
      </ul>
      {faults.length > faultsShownMax && <p>{t.setup.andMore(faults.length - faultsShownMax)}</p>}
    </>
  )
}
