import type { GridEffect } from '#src/grids/grid-effect.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Grid, Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { Notice } from '../components/parts.tsx'
import { StaffShell, type StaffPage } from '../layout/staff-shell.tsx'
import { longDate, shortDate } from '../text/dates.ts'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  grid: Grid
  /** Bookings ahead before the day of the change. */
  kept: number
  effect: GridEffect
}

/** What another grid changes: times and places of each counter, and what a service takes. */
export function GridPreviewPage(props: Props) {
  const { page, staff, office, grid, kept, effect } = props
  const { t, language } = page
  const text = t.grids.preview
  const without = effect.counters.filter(({ before, after }) => before.times > 0 && after.times === 0)
  return (
    <StaffShell {...{ page, staff, title: text.title }} styles={['queue.css', 'grids.css']} wide>
      <h1>{text.title}</h1>
      <p>
        <span class="chip">{t.openings.preview.notSaved}</span>
      </p>
      <p>{text.lead(longDate(grid.from, language), effect.before, effect.after)}</p>
      <p>{text.kept(kept)}</p>
      {without.length > 0 && (
        <Notice kind="warning" title={text.noTimes}>
          <p>{without.map(({ counter }) => textOf(counter.name, language)).join(t.listComma)}</p>
        </Notice>
      )}
      <h2>{text.counters}</h2>
      <p>{text.countersLead}</p>
      <CounterTable {...props} />
      <h2>{text.services}</h2>
      {effect.services.length === 0 ? <p>{text.noServices}</p> : <ServiceTable {...props} />}
      <form method="post" action={paths.gridChange(office.slug)} novalidate>
        <input type="hidden" name="minutes" value={String(grid.minutes)} />
        <input type="hidden" name="from" value={grid.from} />
        <input type="hidden" name="seen" value={String(office.revision)} />
        <p class="actions">
          <button class="button">{text.save}</button>
          <button class="button button-outline" name="deed" value="back" formaction={paths.grid(office.slug)}>
            {text.back}
          </button>
        </p>
      </form>
    </StaffShell>
  )
}

function CounterTable({ page: { t, language }, effect }: Props) {
  const text = t.grids.preview
  return (
    <div class="table-frame" tabindex={0} role="region" aria-label={text.counters}>
      <table class="table grids-table">
        <thead>
          <tr>
            <th scope="col">{text.column.counter}</th>
            <th scope="col">{text.column.times}</th>
            <th scope="col">{text.column.places}</th>
          </tr>
        </thead>
        <tbody>
          {effect.counters.map(({ counter, date, before, after }) => (
            <tr>
              <th scope="row">
                {textOf(counter.name, language)} <span class="hint">{shortDate(date, language)}</span>
              </th>
              <td>{text.fromTo(String(before.times), String(after.times))}</td>
              <td>{text.fromTo(String(before.places), String(after.places))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ServiceTable({ page: { t, language }, effect }: Props) {
  const { minutes, preview: text } = t.grids
  return (
    <div class="table-frame" tabindex={0} role="region" aria-label={text.services}>
      <table class="table grids-table">
        <thead>
          <tr>
            <th scope="col">{text.column.service}</th>
            <th scope="col">{text.column.needed}</th>
            <th scope="col">{text.column.taken}</th>
          </tr>
        </thead>
        <tbody>
          {effect.services.map(({ service, before, after }) => (
            <tr>
              <th scope="row">{textOf(service.name, language)}</th>
              <td>{minutes(service.durationMinutes)}</td>
              <td>{text.fromTo(minutes(before), minutes(after))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
