import type { Child } from 'hono/jsx'
import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import type { PersonError, PersonField, PersonTyped } from '#src/people/form.ts'
import { roles } from '#src/staff/staff-member.ts'
import { ErrorSummary, TextField } from '../components/parts.tsx'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'
import type { Texts } from '../text/index.ts'

type Props = { page: PlainStaffPage; typed: PersonTyped; errors: readonly PersonError[] }

export function PersonErrors({ t, errors }: { t: Texts; errors: readonly PersonError[] }) {
  return (
    <ErrorSummary
      t={t}
      errors={errors.map(error => ({
        href:
          error.field === 'role'
            ? '#role-reception'
            : error.field === 'counters'
              ? '#counters-1'
              : `#${error.field}`,
        text: `${t.people.field[error.field]}：${faultText(t, error)}`,
      }))}
    />
  )
}

function faultText({ people }: Texts, { field, reason }: PersonError): string {
  if (reason === 'required' && field === 'role') return people.chooseRole
  return reason === 'required' && field === 'counters' ? people.countersGone : people.fault[reason]
}

function faultOf({ page, errors }: Props, field: PersonField): string | undefined {
  const error = errors.find(candidate => candidate.field === field)
  return error && faultText(page.t, error)
}

export function NameField(props: Props) {
  const { t } = props.page
  return (
    <TextField
      {...{ t, name: 'name', label: t.people.field.name, hint: t.people.nameHint }}
      value={props.typed.name}
      error={faultOf(props, 'name')}
      autocomplete="off"
      isRequired
    />
  )
}

export function LoginField(props: Props) {
  const { t } = props.page
  return (
    <TextField
      {...{ t, name: 'login', label: t.people.field.login, hint: t.people.loginHint }}
      value={props.typed.login}
      error={faultOf(props, 'login')}
      autocomplete="off"
      isRequired
      isShort
    />
  )
}

/** What somebody is to do; `hasAllOffices` offers to look after all offices as well. */
export function RoleField(props: Props & { hasAllOffices: boolean; hint?: string }) {
  const { t } = props.page
  const { role, roleHint, administratorOfAll, field } = { ...t.staff, ...t.people }
  const choices = [
    ...roles.map(value => ({ value, name: role[value], hint: roleHint[value] })),
    ...(props.hasAllOffices
      ? [{ value: 'all_offices', name: administratorOfAll, hint: roleHint.all_offices }]
      : []),
  ]
  return (
    <Group
      t={t}
      legend={field.role}
      {...(props.hint && { hint: props.hint })}
      isRequired
      error={faultOf(props, 'role')}
    >
      {choices.map(({ value, name, hint }) => (
        <label class="choice" for={`role-${value}`}>
          <input
            id={`role-${value}`}
            type="radio"
            name="role"
            value={value}
            checked={value === props.typed.role}
          />
          <span>
            {name}
            <span class="hint people-hint">{hint}</span>
          </span>
        </label>
      ))}
    </Group>
  )
}

export function CountersField(props: Props & { office: Office }) {
  const { t, language } = props.page
  return (
    <Group
      t={t}
      legend={t.people.field.counters}
      hint={t.people.countersHint}
      error={faultOf(props, 'counters')}
    >
      <div class="people-counters">
        {props.office.counters.map(({ slug, number, name }, index) => (
          <label class="choice" for={`counters-${index + 1}`}>
            <input
              id={`counters-${index + 1}`}
              type="checkbox"
              name="counters"
              value={slug}
              checked={props.typed.counters.includes(slug)}
            />
            <span>
              {number} {textOf(name, language)}
            </span>
          </label>
        ))}
      </div>
    </Group>
  )
}

type GroupProps = {
  t: Texts
  legend: string
  hint?: string
  isRequired?: boolean
  error?: string | undefined
  children?: Child
}

export function Group({ t, legend, hint, isRequired, error, children }: GroupProps) {
  return (
    <fieldset class={error ? 'field field-error' : 'field'}>
      <legend class="label">
        {legend} {isRequired && <span class="required">{t.details.required}</span>}
        {hint && <span class="hint">{hint}</span>}
      </legend>
      {children}
      {error && (
        <p class="error">
          {t.errors.mark}
          {error}
        </p>
      )}
    </fieldset>
  )
}
