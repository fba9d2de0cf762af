import type { WelcomeError, WelcomeField } from '#src/people/choose-password.ts'
import { paths } from '#src/paths.ts'
import { ErrorSummary, TextField } from '../components/parts.tsx'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'
import { StaffShell } from '../layout/staff-shell.tsx'
import { Refusal } from '../staff/sign-in-page.tsx'
import type { Texts } from '../text/index.ts'

type Props = {
  page: PlainStaffPage
  typed: Record<'login' | 'code', string>
  errors: readonly WelcomeError[]
  /** How long to wait after too many tries. */
  wait: string | null
}

/** Somebody's first step behind the door: a password of their own. */
export function WelcomePage({ page, typed, errors, wait }: Props) {
  const { t } = page
  const text = t.people.welcome
  const errorOf = (field: WelcomeField) => {
    const error = errors.find(candidate => candidate.field === field)
    return error && faultText(t, error)
  }
  return (
    <StaffShell page={page} staff={null} title={text.title} hasError={errors.length > 0 || wait !== null}>
      <ErrorSummary
        t={t}
        errors={errors.map(error => ({ href: `#${error.field}`, text: faultText(t, error) }))}
      />
      {wait && <Refusal text={wait} />}
      <h1>{text.title}</h1>
      <p>{text.lead}</p>
      <form method="post" action={paths.welcome()} novalidate>
        <TextField
          {...{ t, name: 'login', label: t.staff.signIn.login, value: typed.login }}
          error={errorOf('login')}
          autocomplete="username"
          isRequired
          isShort
        />
        <TextField
          {...{ t, name: 'code', label: text.code, hint: text.codeHint, value: typed.code }}
          error={errorOf('code')}
          autocomplete="off"
          isRequired
          isShort
        />
        <TextField
          {...{ t, name: 'password', label: text.password, hint: t.staff.newPassword.hint, value: '' }}
          error={errorOf('password')}
          type="password"
          autocomplete="new-password"
          isRequired
        />
        <p class="actions">
          <button class="button">{text.submit}</button>
        </p>
      </form>
      <p>
        <a href={paths.staffSignIn()}>{text.signIn}</a>
      </p>
    </StaffShell>
  )
}

function faultText({ staff, people }: Texts, { field, reason }: WelcomeError): string {
  if (reason === 'required') return people.welcome.required[field]
  return reason === 'wrong_code' ? people.welcome.wrong_code : staff.newPassword.fault[reason]
}
