import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import type { PersonError, PersonTyped } from '#src/people/form.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, IntentKey } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { Refusal } from '../staff/sign-in-page.tsx'
import { CountersField, LoginField, NameField, PersonErrors, RoleField } from './person-fields.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  typed: PersonTyped
  errors: readonly PersonError[]
  /** Whether somebody else was invited by this very page before. */
  isUsed: boolean
  intentKey: string
}

/** An account for somebody, without a password: that is theirs to choose. */
export function InvitePage({ page, staff, office, typed, errors, isUsed, intentKey }: Props) {
  const { t } = page
  const text = t.people.invitation
  const fields = { page, typed, errors }
  return (
    <StaffShell
      {...{ page, staff, title: text.title }}
      hasError={errors.length > 0 || isUsed}
      styles={['people.css']}
    >
      <BackLink href={paths.people(office.slug)}>{t.people.back}</BackLink>
      <PersonErrors t={t} errors={errors} />
      {isUsed && <Refusal text={text.isUsed} />}
      <h1>{text.title}</h1>
      <p>{text.lead}</p>
      {staff.officeId === null && (
        <p>
          <b>{text.office(textOf(office.name, page.language))}</b>
        </p>
      )}
      <form method="post" action={paths.invitation()} novalidate>
        <IntentKey value={intentKey} />
        <input type="hidden" name="office" value={office.slug} />
        <NameField {...fields} />
        <LoginField {...fields} />
        <RoleField {...fields} hasAllOffices={staff.officeId === null} />
        <CountersField {...fields} office={office} />
        <p class="actions">
          <button class="button">{text.submit}</button>
        </p>
      </form>
    </StaffShell>
  )
}
