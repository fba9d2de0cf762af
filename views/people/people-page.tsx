import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { type Person, type PersonFilter, personStates } from '#src/people/person.ts'
import { roles, type StaffMember } from '#src/staff/staff-member.ts'
import { Notice } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { PeopleTable } from './people-table.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  /** Those whose people this person sees. */
  offices: readonly Office[]
  filter: PersonFilter
  /** Found by the filter. */
  people: readonly Person[]
  peopleOfAll: readonly Person[]
  /** Without the filter. */
  count: number
  mayEdit: boolean
  isRolesDone: boolean
}

/** Fewer are seen at a glance. */
const filteredFrom = 12

/** Who has an account in an office. */
export function PeoplePage(props: Props) {
  const { page, staff, office, offices, filter, people, peopleOfAll, count, mayEdit, isRolesDone } = props
  const { t } = page
  const text = t.people
  const found = people.length + peopleOfAll.length
  const isFiltered = filter.typed !== '' || filter.role !== null || filter.state !== null
  return (
    <StaffShell page={page} staff={staff} title={text.title} styles={['queue.css', 'people.css']} wide>
      {isRolesDone && (
        <Notice kind="success">
          <p>{text.roles.done}</p>
        </Notice>
      )}
      <h1>{text.title}</h1>
      <p>{text.lead}</p>
      {mayEdit && (
        <p class="actions">
          <a class="button" href={paths.invitation(office.slug)}>
            {text.invite}
          </a>
          <a class="button button-outline" href={paths.totpRoles(office.slug)}>
            {text.totpRoles}
          </a>
        </p>
      )}
      {offices.length > 1 && <OfficeChoice {...{ page, office, offices }} />}
      {(count >= filteredFrom || isFiltered) && <Filter {...{ page, office, filter, isFiltered }} />}
      <p>{isFiltered ? text.found(found, count) : text.count(count)}</p>
      {found === 0 && <p>{text.none}</p>}
      {people.length > 0 && <PeopleTable {...{ page, staff, office, people }} label={text.title} />}
      {peopleOfAll.length > 0 && (
        <>
          <h2>{text.ofAll}</h2>
          <PeopleTable {...{ page, staff, office, people: peopleOfAll }} label={text.ofAll} />
        </>
      )}
    </StaffShell>
  )
}

function OfficeChoice({ page, office, offices }: Pick<Props, 'page' | 'office' | 'offices'>) {
  const text = page.t.people
  return (
    <form method="get" action={paths.people()} class="people-filter">
      <p>
        <label for="office" class="label">
          {text.office}
        </label>
        <select id="office" name="office" class="input">
          {offices.map(({ slug, name }) => (
            <option value={slug} selected={slug === office.slug}>
              {textOf(name, page.language)}
            </option>
          ))}
        </select>
      </p>
      <button class="button button-small button-outline">{text.chooseOffice}</button>
    </form>
  )
}

/** It posts, so that no name gets into an address. */
function Filter({
  page: { t },
  office,
  filter,
  isFiltered,
}: Pick<Props, 'page' | 'office' | 'filter'> & { isFiltered: boolean }) {
  const text = t.people.search
  return (
    <form method="post" action={paths.peopleSearch()} role="search" class="people-filter">
      <input type="hidden" name="office" value={office.slug} />
      <p>
        <label for="typed" class="label">
          {text.typed}
        </label>
        <input
          id="typed"
          name="typed"
          type="search"
          class="input"
          value={filter.typed}
          maxlength={100}
          autocomplete="off"
          spellcheck={false}
        />
      </p>
      <Choice name="role" label={text.role} every={text.every} chosen={filter.role}>
        {roles.map(role => [role, t.staff.role[role]])}
      </Choice>
      <Choice name="state" label={text.state} every={text.every} chosen={filter.state}>
        {personStates.map(state => [state, t.people.state[state]])}
      </Choice>
      <button class="button button-small button-outline">{text.submit}</button>
      {isFiltered && (
        <p class="people-all">
          <a href={paths.people(office.slug)}>{text.all}</a>
        </p>
      )}
    </form>
  )
}

type ChoiceProps = {
  name: string
  label: string
  every: string
  chosen: string | null
  children: ReadonlyArray<readonly [value: string, words: string]>
}

function Choice({ name, label, every, chosen, children }: ChoiceProps) {
  return (
    <p>
      <label for={name} class="label">
        {label}
      </label>
      <select id={name} name={name} class="input">
        <option value="">{every}</option>
        {children.map(([value, words]) => (
          <option value={value} selected={value === chosen}>
            {words}
          </option>
        ))}
      </select>
    </p>
  )
}
