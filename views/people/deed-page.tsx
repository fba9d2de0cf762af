import type { Office } from '#src/offices/office.ts'
import type { Person, PersonDeed } from '#src/people/person.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, IntentKey } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { PersonFacts } from './person-page.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  person: Person
  deed: PersonDeed
  /** Whether the account has changed since this page was shown. */
  isStale: boolean
  intentKey: string
}

/** Says what a deed means for somebody before it is done. */
export function DeedPage({ page, staff, office, person, deed, isStale, intentKey }: Props) {
  const { t } = page
  const text = t.people.deed[deed]
  const { deedStale } = t.people
  return (
    <StaffShell
      {...{ page, staff, title: text.title(person.name) }}
      hasError={isStale}
      styles={['people.css']}
    >
      <BackLink href={paths.person(person.id)}>{t.people.backToPerson(person.name)}</BackLink>
      {isStale && (
        <div class="notice notice-error" role="alert" tabindex={-1} data-error-summary>
          <h2 class="notice-title">{deedStale.title}</h2>
          <p>{deedStale.text}</p>
        </div>
      )}
      <h1>{text.title(person.name)}</h1>
      <ul>
        {text.means.map(line => (
          <li>{line}</li>
        ))}
      </ul>
      <form method="post" action={paths.personDeed(person.id, deed)}>
        <IntentKey value={intentKey} />
        <input type="hidden" name="version" value={person.version} />
        <p class="actions">
          <button class={deed === 'disable' ? 'button button-danger' : 'button'}>{text.submit}</button>
          <a class="button button-outline" href={paths.person(person.id)}>
            {t.shell.back}
          </a>
        </p>
      </form>
      <PersonFacts {...{ page, office, person }} />
    </StaffShell>
  )
}
