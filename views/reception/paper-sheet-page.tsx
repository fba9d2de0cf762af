import { textOf } from '#src/offices/localized.ts'
import type { Counter, Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { paperNumber } from '#src/queue/ticket.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { CounterCards } from './counter-cards.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  counters: readonly Counter[]
  /** Null: to be chosen first. */
  counter: Counter | null
}

/** What fits on one sheet of A4. */
const rows = 30

/** A sheet to print in advance: the numbers that are given by hand while the system is away. */
export function PaperSheetPage({ page, staff, office, counters, counter }: Props) {
  const text = page.t.reception.paper
  const withServices = counters.filter(({ id }) => office.services.some(({ counterId }) => counterId === id))
  return (
    <StaffShell page={page} staff={staff} title={text.title} styles={['reception.css', 'paper.css']}>
      {counter ? (
        <>
          <BackLink href={paths.paperSheet()}>{page.t.reception.walkInPage.counterOther}</BackLink>
          <Sheet page={page} office={office} counter={counter} />
        </>
      ) : (
        <>
          <BackLink href={paths.walkIn()}>{page.t.reception.walkInPage.title}</BackLink>
          <h1>{text.title}</h1>
          <p>{text.lead}</p>
          <h2>{page.t.reception.walkInPage.counter}</h2>
          <CounterCards page={page} counters={withServices} href={paths.paperSheet} />
        </>
      )}
    </StaffShell>
  )
}

function Sheet({ page, office, counter }: Pick<Props, 'page' | 'office'> & { counter: Counter }) {
  const { t, language } = page
  const text = t.reception.paper
  const columns = ['number', 'time', 'service', 'people', 'done'] as const
  return (
    <>
      <p class="actions no-print">
        <button type="button" class="button" data-print hidden>
          {text.print}
        </button>
      </p>
      <div class="paper-head">
        <h1>
          {text.title}{' '}
          <span class="paper-counter">
            {t.home.counterNumber(counter.number)} {textOf(counter.name, language)}
          </span>
        </h1>
        <p class="paper-office">{textOf(office.name, language)}</p>
        <p class="paper-date">{text.date}</p>
      </div>
      <p class="paper-use">{text.use}</p>
      <table class="paper">
        <thead>
          <tr>
            {columns.map(column => (
              <th scope="col" class={`paper-${column}`}>
                {text.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: rows }, (_, index) => (
            <tr>
              <th scope="row">{paperNumber(counter.ticketPrefix, index + 1)}</th>
              {columns.slice(1).map(() => (
                <td>{''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
