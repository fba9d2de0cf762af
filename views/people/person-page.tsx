import type { Office } from '#src/offices/office.ts'
import type { AccountRefusal } from '#src/people/account-deed.ts'
import type { PersonError, PersonTyped } from '#src/people/form.ts'
import type { Person, PersonDeed } from '#src/people/person.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, Facts, Notice } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { CountersField, NameField, PersonErrors, RoleField } from './person-fields.tsx'
import { State } from './people-table.tsx'
import { counterWords, signInDay, totpWords } from './person-words.ts'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  person: Person
  typed: PersonTyped
  errors: readonly PersonError[]
  /** What has just been done. */
  done: 'changed' | PersonDeed | null
  refusal: Exclude<AccountRefusal, 'stale' | 'not_found' | 'not_administrator'> | null
  /** Whether somebody else has changed the account since this form was shown. */
  isStale: boolean
  version: number
  mayEdit: boolean
  hasDirectory: boolean
}

/** One account. */
export function PersonPage(props: Props) {
  const { page, staff, office, person, errors, done, refusal, isStale, mayEdit, hasDirectory } = props
  const { t } = page
  const text = t.people.person
  const isOwn = person.id === staff.id
  return (
    <StaffShell
      {...{ page, staff, title: person.name }}
      hasError={errors.length > 0 || isStale || refusal !== null}
      styles={['people.css']}
    >
      <BackLink href={paths.people(office.slug)}>{t.people.back}</BackLink>
      <PersonErrors t={t} errors={errors} />
      {isStale && <Alert {...text.stale} />}
      {refusal && <Alert title={text.refused} text={text.refusal[refusal]} />}
      {done && (
        <Notice kind="success">
          <p>{done === 'changed' ? text.changed : t.people.deed[done].done}</p>
        </Notice>
      )}
      <h1>{person.name}</h1>
      <h2>{text.facts}</h2>
      <PersonFacts {...{ page, office, person }} />
      {mayEdit && hasDirectory && (
        <p>
          <a href={paths.personDirectory(person.id)}>{t.directory.person.link}</a>
        </p>
      )}
      {mayEdit && !isOwn && <Deeds {...{ page, person }} />}
      {mayEdit && <ChangeForm {...props} isOwn={isOwn} />}
      {isOwn && (
        <>
          {mayEdit && <p>{text.own}</p>}
          <p>
            <a href={paths.account()}>{t.people.account.title}</a>
          </p>
        </>
      )}
    </StaffShell>
  )
}

function Alert({ title, text }: { title: string; text: string }) {
  return (
    <div class="notice notice-error" role="alert" tabindex={-1} data-error-summary>
      <h2 class="notice-title">{title}</h2>
      <p>{text}</p>
    </div>
  )
}

export function PersonFacts({ page, office, person }: Pick<Props, 'page' | 'office' | 'person'>) {
  const { t } = page
  const { column, field, sessions } = t.people
  return (
    <Facts
      facts={[
        { term: field.login, children: person.login },
        { term: field.role, children: t.staff.role[person.role] },
        { term: field.counters, children: counterWords(page, person, office) },
        { term: column.state, children: <State {...{ page, person }} timeZone={office.timeZone} /> },
        ...directoryFact(page, person),
        { term: column.totp, children: totpWords(page, person, office) },
        { term: column.signedIn, children: signInDay(page, person.signedInAt, office.timeZone) },
        { term: column.sessions, children: sessions(person.sessionsOpen) },
      ]}
    />
  )
}

/** Only where there is something to say: most offices have no directory. */
function directoryFact({ t }: StaffPage, { isLinked, awaitedName, hasPassword }: Person) {
  const { fact, linked, linkedOnly, awaited } = t.directory.person
  if (!isLinked && awaitedName === null) return []
  return [{ term: fact, children: isLinked ? (hasPassword ? linked : linkedOnly) : awaited }]
}

/** What can be done to an account as it is now, each on a page that says what it means. */
function Deeds({ page: { t }, person }: Pick<Props, 'page' | 'person'>) {
  const { id, state, sessionsOpen, hasTotp } = person
  const possible: PersonDeed[] =
    state === 'disabled'
      ? ['enable']
      : [
          'new-password',
          ...(sessionsOpen > 0 ? (['sign-out'] as const) : []),
          ...(hasTotp ? (['remove-totp'] as const) : []),
          'disable',
        ]
  return (
    <section>
      <h2>{t.people.person.deeds}</h2>
      <p class="actions people-deeds">
        {possible.map(deed => (
          <a
            class={`button button-small ${deed === 'disable' ? 'button-danger' : 'button-outline'}`}
            href={paths.personDeed(id, deed)}
          >
            {t.people.deed[deed].link}
          </a>
        ))}
      </p>
    </section>
  )
}

function ChangeForm(props: Props & { isOwn: boolean }) {
  const { page, office, person, typed, errors, version, isOwn } = props
  const { t } = page
  const fields = { page, typed, errors }
  const isOfOffice = person.officeId !== null
  return (
    <form method="post" action={paths.person(person.id)} novalidate>
      <h2>{t.people.person.change}</h2>
      <input type="hidden" name="version" value={version} />
      <NameField {...fields} />
      {!isOwn && isOfOffice && (
        <>
          <RoleField {...fields} hasAllOffices={false} hint={t.people.person.roleEndsSessions} />
        </>
      )}
      {isOfOffice && <CountersField {...fields} office={office} />}
      <p class="actions">
        <button class="button">{t.people.person.submit}</button>
      </p>
    </form>
  )
}
