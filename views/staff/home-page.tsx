import type { Counter } from '#src/offices/office.ts'
import { textOf } from '#src/offices/localized.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { StaffShell, type StaffPage } from '../layout/staff-shell.tsx'
import { MissingHolidays } from '../openings/missing-holidays.tsx'

export type Workplace = {
  counter: Counter
  /** Null where the role has no such page. */
  href: string | null
  windows: ReadonlyArray<{ number: number; state: 'closed' | 'open' | 'paused'; href: string | null }>
}

type Props = {
  page: StaffPage
  staff: StaffMember
  workplaces: readonly Workplace[]
  /** The year whose holidays are missing, for those who can enter them. */
  missingYear: number | null
}

/** Where somebody's working day begins. */
export function StaffHomePage({ page, staff, workplaces, missingYear }: Props) {
  const { t, language, doors } = page
  const text = t.staff.home
  const others = doors.filter(({ name }) => name !== 'home')
  return (
    <StaffShell page={page} staff={staff} title={text.title} wide>
      <h1>{text.greeting(staff.name)}</h1>
      {page.office && <MissingHolidays t={t} office={page.office} year={missingYear} />}
      {others.length > 0 && (
        <ul class="cards staff-cards">
          {others.map(({ name, href }) => (
            <li>
              <a class="card" href={href}>
                {t.staff.shell.door[name]}
              </a>
            </li>
          ))}
        </ul>
      )}
      <h2>{text.counters}</h2>
      <ul class="workplaces">
        {workplaces.map(({ counter, href, windows }) => (
          <li class="workplace">
            <h3>
              {href ? <a href={href}>{textOf(counter.name, language)}</a> : textOf(counter.name, language)}
              <span class="workplace-place">
                {t.home.counterNumber(counter.number)} · {t.home.floor(counter.floor)}
              </span>
            </h3>
            <ul class="workplace-windows">
              {windows.map(({ number, state, href }) => (
                <li>
                  <Window name={text.window(number)} state={text.state[state]} href={href} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <h2>{text.account}</h2>
      <p>
        <a href={paths.account()}>{t.people.account.home}</a>
      </p>
    </StaffShell>
  )
}

function Window({ name, state, href }: { name: string; state: string; href: string | null }) {
  const content = (
    <>
      <b>{name}</b> <span>{state}</span>
    </>
  )
  return href ? (
    <a class="workplace-window" href={href}>
      {content}
    </a>
  ) : (
    <span class="workplace-window">{content}</span>
  )
}
