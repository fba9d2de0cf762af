import type { FirstFault, FirstField } from '#src/staff/first-administrator.ts'
import { paths } from '#src/paths.ts'
import { ErrorSummary, TextField } from '../components/parts.tsx'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'
import { StaffShell } from '../layout/staff-shell.tsx'
import type { Texts } from '../text/index.ts'
import { Refusal } from './sign-in-page.tsx'

type Props = {
  page: PlainStaffPage
  typed: Record<'code' | 'login' | 'name', string>
  errors: ReadonlyArray<{ field: FirstField; reason: FirstFault }>
  /** How long to wait after too many tries. */
  wait: string | null
}

/** The first administrator, made by the code that the program has printed. */
export function FirstPage({ page, typed, errors, wait }: Props) {
  const { t } = page
  const text = t.staff.first
  const errorOf = (field: FirstField) => {
    const error = errors.find(candidate => candidate.field === field)
    return error && faultText(t, error)
  }
  const common = { t, isRequired: true }
  return (
    <StaffShell page={page} staff={null} title={text.title} hasError={errors.length > 0 || wait !== null}>
      <ErrorSummary
        t={t}
        errors={errors.map(error => ({ href: `#${error.field}`, text: faultText(t, error) }))}
      />
      {wait && <Refusal text={wait} />}
      <h1>{text.title}</h1>
      <p>{text.lead}</p>
      <form method="post" action={paths.staffFirst()} novalidate>
        <TextField
          {...{ ...common, name: 'code', label: text.code, value: typed.code }}
          hint={text.codeHint}
          error={errorOf('code')}
          autocomplete="off"
          isShort
        />
        <TextField
          {...{ ...common, name: 'login', label: t.staff.signIn.login, value: typed.login }}
          hint={text.loginHint}
          error={errorOf('login')}
          autocomplete="username"
          isShort
        />
        <TextField
          {...{ ...common, name: 'name', label: text.name, value: typed.name }}
          hint={text.nameHint}
          error={errorOf('name')}
          autocomplete="name"
        />
        <TextField
          {...{ ...common, name: 'password', label: t.staff.signIn.password, value: '' }}
          hint={t.staff.newPassword.hint}
          error={errorOf('password')}
          type="password"
          autocomplete="new-password"
        />
        <p class="actions">
          <button class="button">{text.submit}</button>
        </p>
      </form>
    </StaffShell>
  )
}

function faultText(t: Texts, { field, reason }: { field: FirstField; reason: FirstFault }): string {
  const { first, newPassword } = t.staff
  const texts: Partial<Record<FirstFault, string>> = field === 'password' ? newPassword.fault : first.fault
  return texts[reason] ?? t.errors.fallback
}
