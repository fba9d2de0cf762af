import type { Office } from '#src/offices/office.ts'
import type { Person } from '#src/people/person.ts'
import { paths } from '#src/paths.ts'
import { type Role, roles, type StaffMember } from '#src/staff/staff-member.ts'
import { BackLink } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { Refusal } from '../staff/sign-in-page.tsx'
import { Group } from './person-fields.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  /** Chosen, and not yet saved; null before the choice. */
  totpRoles: readonly Role[] | null
  toEnrol: readonly Person[]
  /** How many administrators of all offices the choice concerns as well. */
  toEnrolOfAll: number
  isStale: boolean
  /** Whether somebody would have to set up what cannot be kept, for want of a key. */
  isKeyless: boolean
}

/** Which roles must use one-time passwords, and whom a change concerns. */
export function TotpRolesPage(props: Props) {
  const { page, staff, office, totpRoles, isStale, isKeyless } = props
  const text = page.t.people.roles
  return (
    <StaffShell
      {...{ page, staff, title: text.title }}
      hasError={isStale || isKeyless}
      styles={['people.css']}
    >
      <BackLink href={paths.people(office.slug)}>{page.t.people.back}</BackLink>
      {isStale && <Refusal text={text.stale} />}
      {isKeyless && <Refusal text={text.noKey} />}
      <h1>{text.title}</h1>
      {totpRoles === null ? (
        <Choice page={page} office={office} />
      ) : (
        <Check {...props} totpRoles={totpRoles} />
      )}
    </StaffShell>
  )
}

function Choice({ page: { t }, office }: Pick<Props, 'page' | 'office'>) {
  const text = t.people.roles
  return (
    <form method="get" action={paths.totpRoles()}>
      <p>{text.lead}</p>
      <input type="hidden" name="office" value={office.slug} />
      <input type="hidden" name="step" value="check" />
      <Group t={t} legend={text.legend}>
        {roles.map(role => (
          <label class="choice" for={`roles-${role}`}>
            <input
              id={`roles-${role}`}
              type="checkbox"
              name="roles"
              value={role}
              checked={office.day.totpRoles.includes(role)}
            />
            <span>{t.staff.role[role]}</span>
          </label>
        ))}
      </Group>
      <p class="actions">
        <button class="button">{text.check}</button>
      </p>
    </form>
  )
}

function Check(props: Props & { totpRoles: readonly Role[] }) {
  const { page, office, totpRoles, toEnrol, toEnrolOfAll, isKeyless } = props
  const { t } = page
  const text = t.people.roles
  const isSame = office.day.totpRoles.toSorted().join() === totpRoles.toSorted().join()
  return (
    <form method="post" action={paths.totpRoles()}>
      <input type="hidden" name="office" value={office.slug} />
      <input type="hidden" name="revision" value={office.revision} />
      {totpRoles.map(role => (
        <input type="hidden" name="roles" value={role} />
      ))}
      <p>
        <b>
          {totpRoles.length === 0
            ? text.none
            : text.chosen(totpRoles.map(role => t.staff.role[role]).join(t.listComma))}
        </b>
      </p>
      {isSame && <p>{text.unchanged}</p>}
      {toEnrol.length + toEnrolOfAll === 0 ? (
        <p>{text.nobody}</p>
      ) : (
        <>
          <h2>{text.toEnrol(toEnrol.length + toEnrolOfAll)}</h2>
          <ul class="people-names">
            {toEnrol.map(({ name, login, role }) => (
              <li>
                {name}{' '}
                <span class="hint">
                  {login} · {t.staff.role[role]}
                </span>
              </li>
            ))}
          </ul>
          {toEnrolOfAll > 0 && <p>{text.ofAll(toEnrolOfAll)}</p>}
          <p>{text.open}</p>
        </>
      )}
      <p class="actions">
        {!isSame && !isKeyless && <button class="button">{text.submit}</button>}
        <a class="button button-outline" href={paths.totpRoles(office.slug)}>
          {text.again}
        </a>
      </p>
    </form>
  )
}
