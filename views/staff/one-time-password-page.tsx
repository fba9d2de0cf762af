import { paths } from '#src/paths.ts'
import { TextField } from '../components/parts.tsx'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'
import { StaffShell } from '../layout/staff-shell.tsx'
import { Refusal } from './sign-in-page.tsx'

type Props = { page: PlainStaffPage; next: string; refusal: string | null }

/** The second step of signing in: six digits from an authenticator app. */
export function OneTimePasswordPage({ page, next, refusal }: Props) {
  const { t } = page
  const text = t.staff.oneTimePassword
  return (
    <StaffShell page={page} staff={null} title={text.title} hasError={refusal !== null}>
      {refusal && <Refusal text={refusal} />}
      <h1>{text.title}</h1>
      <form method="post" action={paths.staffOneTimePassword()} novalidate>
        <input type="hidden" name="next" value={next} />
        <CodeField page={page} />
        <p class="actions">
          <button class="button">{t.staff.signIn.submit}</button>
        </p>
      </form>
      <form method="post" action={paths.staffSignOut()} class="end">
        <p class="hint">{text.lost}</p>
        <button class="button button-small button-outline">{text.stop}</button>
      </form>
    </StaffShell>
  )
}

/** Where the six digits go. */
export function CodeField({ page: { t } }: { page: PlainStaffPage }) {
  return (
    <TextField
      t={t}
      name="code"
      label={t.staff.oneTimePassword.label}
      hint={t.staff.oneTimePassword.hint}
      value=""
      inputmode="numeric"
      autocomplete="one-time-code"
      isRequired
      isShort
    />
  )
}
