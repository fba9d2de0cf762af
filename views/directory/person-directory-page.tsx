import type { DirectoryDone, LinkFault } from '#src/directory/person-routes.tsx'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { AccountRefusal } from '#src/people/account-deed.ts'
import type { Person } from '#src/people/person.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, ErrorSummary, Notice, TextField } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { dayAndTime } from '../people/person-words.ts'
import { Refusal } from '../staff/sign-in-page.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  person: Person
  typed: string
  fault: LinkFault | null
  refusal: Exclude<AccountRefusal, 'not_found' | 'not_administrator'> | null
  done: DirectoryDone | null
}

/** Which account of the city's directory opens somebody's account here. */
export function PersonDirectoryPage(props: Props) {
  const { page, staff, person, fault, refusal, done } = props
  const { t } = page
  const text = t.directory.person
  const isOwn = person.id === staff.id
  return (
    <StaffShell
      {...{ page, staff, title: text.title(person.name) }}
      hasError={fault !== null || refusal !== null}
      styles={['people.css']}
    >
      <BackLink href={paths.person(person.id)}>{t.people.backToPerson(person.name)}</BackLink>
      <ErrorSummary t={t} errors={fault ? [{ href: '#name', text: text.fault[fault] }] : []} />
      {refusal && <Refusal text={refusal === 'stale' ? text.stale : t.people.person.refusal[refusal]} />}
      {done && !(done === 'name' && person.isLinked) && (
        <Notice kind="success">
          <p>{text.done[done]}</p>
        </Notice>
      )}
      <h1>{text.title(person.name)}</h1>
      <p>{stateWords(props)}</p>
      {!person.isLinked && <NameForm {...props} />}
      {person.isLinked && person.hasPassword && (
        <DeedForm {...{ person, ...text.passwordOff }} deed="password-off" lines={[text.passwordOff.text]} />
      )}
      {person.isLinked && !isOwn && (
        <DeedForm
          {...{ person, ...text.unlink }}
          deed="unlink"
          lines={[text.unlink.linked, ...(person.hasPassword ? [] : [text.unlink.needsCode])]}
        />
      )}
      {person.awaitedName !== null && !isOwn && (
        <DeedForm
          {...{ person, title: text.unlink.withdraw, submit: text.unlink.withdraw }}
          deed="unlink"
          lines={[text.unlink.awaited]}
        />
      )}
    </StaffShell>
  )
}

function stateWords({ page, person, office }: Props): string {
  const text = page.t.directory.person
  const time = dayAndTime(person.directoryAt ?? 0, office.timeZone, page.language)
  if (person.isLinked) return text.since(time)
  return person.awaitedName === null ? text.none : text.waits(person.awaitedName, time)
}

function NameForm({ page: { t }, person, typed, fault }: Props) {
  const text = t.directory.person
  return (
    <form method="post" action={paths.personDirectory(person.id)} novalidate>
      <input type="hidden" name="version" value={person.version} />
      <TextField
        t={t}
        name="name"
        label={text.name}
        hint={text.nameHint}
        value={typed}
        error={fault ? text.fault[fault] : undefined}
        autocomplete="off"
        isRequired
      />
      <p class="actions">
        <button class="button">{text.submit}</button>
      </p>
    </form>
  )
}

type DeedProps = {
  person: Person
  deed: 'unlink' | 'password-off'
  title: string
  lines: readonly string[]
  submit: string
}

function DeedForm({ person, deed, title, lines, submit }: DeedProps) {
  return (
    <form method="post" action={paths.personDirectory(person.id, deed)}>
      <h2>{title}</h2>
      {lines.map(line => (
        <p>{line}</p>
      ))}
      <input type="hidden" name="version" value={person.version} />
      <p class="actions">
        <button class="button button-outline">{submit}</button>
      </p>
    </form>
  )
}
