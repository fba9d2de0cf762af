import type { LocalDate } from '#src/clock.ts'
import type { GridError, GridTyped } from '#src/grids/form.ts'
import type { Grid, Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, ErrorSummary, Facts, Notice, TextField } from '../components/parts.tsx'
import { StaffShell, type StaffPage } from '../layout/staff-shell.tsx'
import { longDate, shortDate } from '../text/dates.ts'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  typed: GridTyped
  errors: readonly GridError[]
  /** Minutes, as of today. */
  now: number
  ahead: readonly Grid[]
  earliest: LocalDate
  lastBooked: LocalDate | null
  isSaved: boolean
  isStale: boolean
}

/** How long a slot is, now and later, and a form for another length. Nothing is saved here. */
export function GridPage(props: Props) {
  const { page, staff, office, typed, errors, now, ahead, earliest, lastBooked, isSaved, isStale } = props
  const { t, language } = page
  const text = t.grids
  return (
    <StaffShell {...{ page, staff, title: text.title }} hasError={errors.length > 0 || isStale}>
      <BackLink href={paths.openings(office.slug)}>{text.back}</BackLink>
      <ErrorSummary
        t={t}
        errors={errors.map(error => ({ href: `#${error.field}`, text: faultWords(props, error) }))}
      />
      {isStale && <Notice kind="error" title={text.stale} />}
      {isSaved && (
        <div role="status">
          <Notice kind="success" title={text.saved} />
        </div>
      )}
      <h1>{text.title}</h1>
      <p>{text.lead}</p>
      <Facts
        facts={[
          { term: text.now, children: text.minutes(now) },
          ...ahead.map(({ from, minutes }) => ({
            term: text.planned,
            children: text.since(longDate(from, language), minutes),
          })),
        ]}
      />
      <h2>{text.change}</h2>
      <p>{text.rule}</p>
      <form method="post" action={paths.grid(office.slug)} novalidate>
        <TextField
          {...{
            t,
            name: 'minutes',
            label: text.fields.minutes,
            hint: text.minutesHint,
            value: typed.minutes,
          }}
          error={faultOf(props, 'minutes')}
          inputmode="numeric"
          autocomplete="off"
          isRequired
          isShort
        />
        <TextField
          {...{ t, name: 'from', label: text.fields.from, value: typed.from, type: 'date' }}
          hint={text.earliest(lastBooked && shortDate(lastBooked, language), shortDate(earliest, language))}
          error={faultOf(props, 'from')}
          isRequired
          isShort
        />
        <p class="actions">
          <button class="button">{text.look}</button>
        </p>
      </form>
    </StaffShell>
  )
}

function faultOf(props: Props, field: keyof GridTyped): string | undefined {
  const error = props.errors.find(known => known.field === field)
  return error && faultWords(props, error)
}

function faultWords({ page, lastBooked, earliest }: Props, { reason }: GridError): string {
  const { grids } = page.t
  if (reason !== 'booked') return grids.fault[reason]
  return grids.booked(shortDate(lastBooked ?? earliest, page.language), shortDate(earliest, page.language))
}
