import { displaySetupCode } from '#src/access/token.ts'
import type { Instant } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { Facts, Notice } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { longDateTime } from '../text/dates.ts'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  personId: number
  name: string
  login: string
  code: string
  expiresAt: Instant
  publicUrl: string
}

/** The code by which somebody chooses a password, shown this once, as a slip to hand over. */
export function CodePage(props: Props) {
  const { page, staff, office, personId, name, login, code, expiresAt, publicUrl } = props
  const { t, language } = page
  const text = t.people.code
  return (
    <StaffShell page={page} staff={staff} title={text.title(name)} styles={['people.css']}>
      <div class="no-print">
        <h1>{text.title(name)}</h1>
        <Notice kind="warning">
          <p>{text.once}</p>
        </Notice>
        <p class="actions">
          <button type="button" class="button" data-print hidden>
            {text.print}
          </button>
        </p>
      </div>
      <section class="people-slip">
        <h2>{text.slip}</h2>
        <p>{textOf(office.name, language)}</p>
        <p class="people-slip-name">{text.to(name)}</p>
        <Facts
          facts={[
            { term: text.page, children: `${publicUrl}${paths.welcome()}` },
            { term: t.people.field.login, children: <b class="people-slip-letters">{login}</b> },
            { term: text.code, children: <b class="people-slip-letters">{displaySetupCode(code)}</b> },
            { term: text.until, children: longDateTime(expiresAt, office.timeZone, language) },
          ]}
        />
        <ol>
          {text.steps.map(step => (
            <li>{step}</li>
          ))}
        </ol>
      </section>
      <p class="actions no-print">
        <a class="button button-outline" href={paths.person(personId)}>
          {text.person}
        </a>
        <a class="button button-outline" href={paths.invitation(office.slug)}>
          {text.another}
        </a>
      </p>
    </StaffShell>
  )
}
