import { paths } from '#src/paths.ts'
import { Notice, TextField } from '../components/parts.tsx'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'
import { StaffShell } from '../layout/staff-shell.tsx'

type Props = {
  page: PlainStaffPage
  next: string
  login: string
  /** What kept somebody from signing in. */
  refusal: string | null
  /** What has just been done. */
  done?: string | null
  hasDirectory: boolean
}

/** The door for staff. */
export function SignInPage({ page, next, login, refusal, done, hasDirectory }: Props) {
  const { t } = page
  const text = t.staff.signIn
  return (
    <StaffShell page={page} staff={null} title={text.title} hasError={refusal !== null}>
      {refusal && <Refusal text={refusal} />}
      {done && (
        <Notice kind="success">
          <p>{done}</p>
        </Notice>
      )}
      <h1>{text.title}</h1>
      {hasDirectory && <DirectoryDoor page={page} next={next} label={t.directory.door.signIn} />}
      <form method="post" action={paths.staffSignIn()} novalidate>
        {hasDirectory && <h2>{t.directory.door.byPassword}</h2>}
        <input type="hidden" name="next" value={next} />
        <TextField
          t={t}
          name="login"
          label={text.login}
          value={login}
          autocomplete="username"
          isRequired
          isShort
        />
        <TextField
          t={t}
          name="password"
          label={text.password}
          value=""
          type="password"
          autocomplete="current-password"
          isRequired
        />
        <p class="actions">
          <button class="button">{text.submit}</button>
        </p>
      </form>
      <p class="hint">{text.help}</p>
      <p>
        <a href={paths.welcome()}>{text.welcome}</a>
      </p>
    </StaffShell>
  )
}

/** The way to the city's directory, before the way by a password. */
export function DirectoryDoor({
  page: { t },
  next,
  label,
}: {
  page: PlainStaffPage
  next: string
  label: string
}) {
  return (
    <section class="directory-door">
      <p class="actions">
        <a class="button" href={paths.directory(next)}>
          {label}
        </a>
      </p>
      <p class="hint">{t.directory.door.hint}</p>
    </section>
  )
}

/** Why a door stays shut, read out at once. */
export function Refusal({ text }: { text: string }) {
  return (
    <div class="notice notice-error" role="alert" tabindex={-1} data-error-summary>
      <p>{text}</p>
    </div>
  )
}
