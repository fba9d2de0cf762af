import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { Person } from '#src/people/person.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import type { StaffPage } from '../layout/staff-shell.tsx'
import { codeWords, counterWords, signInDay, totpWords } from './person-words.ts'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  people: readonly Person[]
  label: string
}

const columns = ['name', 'role', 'counters', 'state', 'totp', 'signedIn', 'sessions'] as const

/** Who has an account, one line each. */
export function PeopleTable({ page, staff, office, people, label }: Props) {
  const text = page.t.people
  return (
    <div class="table-frame" tabindex={0} role="region" aria-label={label}>
      <table class="table people-table">
        <thead>
          <tr>
            {columns.map(column => (
              <th scope="col">{text.column[column]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map(person => (
            <tr>
              <th scope="row">
                <a href={paths.person(person.id)}>{person.name}</a>
                {person.id === staff.id && <span class="chip people-you">{text.you}</span>}
                <span class="people-login">{person.login}</span>
              </th>
              <td>{page.t.staff.role[person.role]}</td>
              <td>{counterWords(page, person, office)}</td>
              <td>
                <State page={page} person={person} timeZone={office.timeZone} />
              </td>
              <td>{person.state === 'disabled' ? '―' : totpWords(page, person, office)}</td>
              <td>{signInDay(page, person.signedInAt, office.timeZone)}</td>
              <td>{text.sessions(person.sessionsOpen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const chips = { active: 'chip chip-good', invited: 'chip', disabled: 'chip chip-cancelled' }

export function State({ page, person, timeZone }: { page: StaffPage; person: Person; timeZone: string }) {
  const code = codeWords(page, person, timeZone)
  return (
    <>
      <span class={chips[person.state]}>{page.t.people.state[person.state]}</span>
      {code && <span class="people-code">{code}</span>}
    </>
  )
}
