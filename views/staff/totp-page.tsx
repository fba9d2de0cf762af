import { raw } from 'hono/html'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { TextField } from '../components/parts.tsx'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'
import { StaffShell, type StaffPage } from '../layout/staff-shell.tsx'
import { CodeField } from './one-time-password-page.tsx'
import { Refusal } from './sign-in-page.tsx'

type Props = {
  page: PlainStaffPage & Partial<StaffPage>
  /** Null while signing in, when the office asks for it. */
  staff: StaffMember | null
  next: string
  secret: string
  /** The picture of the secret, as SVG. */
  qr: string
  refusal: string | null
}

/** Enrolment of one-time passwords: the secret goes to an app, and a code from it comes back. */
export function TotpPage({ page, staff, next, secret, qr, refusal }: Props) {
  const { t } = page
  const text = t.staff.totp
  return (
    <StaffShell page={page} staff={staff} title={text.title} hasError={refusal !== null}>
      {refusal && <Refusal text={refusal} />}
      <h1>{text.title}</h1>
      <p>{staff ? text.lead : text.leadRequired}</p>
      <form method="post" action={paths.staffTotp()} novalidate>
        <input type="hidden" name="next" value={next} />
        <h2>{text.scan}</h2>
        <div class="totp-secret">
          <div class="totp-qr" role="img" aria-label={text.qrLabel}>
            {raw(qr)}
          </div>
          <p>
            {text.byHand}
            <br />
            <code class="totp-letters">{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
          </p>
        </div>
        <h2>{text.confirm}</h2>
        <CodeField page={page} />
        {staff && (
          <TextField
            t={t}
            name="password"
            label={t.staff.signIn.password}
            hint={text.passwordHint}
            value=""
            type="password"
            autocomplete="current-password"
            isRequired
          />
        )}
        <p class="actions">
          <button class="button">{text.submit}</button>
        </p>
      </form>
      {!staff && (
        <form method="post" action={paths.staffSignOut()} class="end">
          <button class="button button-small button-outline">{t.staff.oneTimePassword.stop}</button>
        </form>
      )}
    </StaffShell>
  )
}
