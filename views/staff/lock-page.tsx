import { paths } from '#src/paths.ts'
import { TextField } from '../components/parts.tsx'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'
import { StaffShell } from '../layout/staff-shell.tsx'
import { DirectoryDoor, Refusal } from './sign-in-page.tsx'

type Props = {
  page: PlainStaffPage
  name: string
  login: string
  next: string
  refusal: string | null
  hasDirectory: boolean
}

/** A browser that was left alone: its owner goes on by password, everything is as it was. */
export function LockPage({ page, name, login, next, refusal, hasDirectory }: Props) {
  const { t } = page
  const text = t.staff.lock
  return (
    <StaffShell page={page} staff={null} title={text.title} hasError={refusal !== null}>
      {refusal && <Refusal text={refusal} />}
      <h1>{text.title}</h1>
      <p>{text.text(name)}</p>
      {hasDirectory && <DirectoryDoor page={page} next={next} label={t.directory.door.unlock} />}
      <form method="post" action={paths.staffLock()} novalidate>
        <input type="hidden" name="next" value={next} />
        <input
          class="hidden"
          name="login"
          value={login}
          autocomplete="username"
          tabindex={-1}
          aria-hidden="true"
        />
        <TextField
          t={t}
          name="password"
          label={t.staff.signIn.password}
          value=""
          type="password"
          autocomplete="current-password"
          isRequired
        />
        <p class="actions">
          <button class="button">{text.submit}</button>
        </p>
      </form>
      <form method="post" action={paths.staffSignOut()} class="end">
        <p class="hint">{text.otherPerson}</p>
        <button class="button button-small button-outline">{t.staff.shell.signOut}</button>
      </form>
    </StaffShell>
  )
}
