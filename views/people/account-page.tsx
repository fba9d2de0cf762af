import type { OwnSession } from '#src/people/queries.ts'
import type { PasswordError, PasswordField } from '#src/people/own-account.ts'
import { paths } from '#src/paths.ts'
import { lockedByHand } from '#src/staff/session.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { ErrorSummary, Facts, Notice, TextField } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { Refusal } from '../staff/sign-in-page.tsx'
import type { Texts } from '../text/index.ts'
import { counterWords, dayAndTime } from './person-words.ts'

type Props = {
  page: StaffPage
  staff: StaffMember
  hasTotp: boolean
  hasPassword: boolean
  sessions: readonly OwnSession[]
  ownSession: string
  errors: readonly PasswordError[]
  wait: string | null
  done: 'password' | 'sessions' | null
}

/** Somebody's own account. */
export function AccountPage(props: Props) {
  const { page, staff, hasTotp, hasPassword, errors, wait, done } = props
  const { t, office } = page
  const text = t.people.account
  return (
    <StaffShell
      {...{ page, staff, title: text.title }}
      hasError={errors.length > 0 || wait !== null}
      styles={['queue.css', 'people.css']}
    >
      <ErrorSummary
        t={t}
        errors={errors.map(error => ({ href: `#${error.field}`, text: faultText(t, error) }))}
      />
      {wait && <Refusal text={wait} />}
      {done && (
        <Notice kind="success">
          <p>{text[done].done}</p>
        </Notice>
      )}
      <h1>{text.title}</h1>
      <Facts
        facts={[
          { term: t.people.field.name, children: staff.name },
          { term: t.people.field.login, children: staff.login },
          { term: t.people.field.role, children: t.staff.role[staff.role] },
          ...(office ? [{ term: t.people.field.counters, children: counterWords(page, staff, office) }] : []),
          {
            term: t.people.column.totp,
            children: hasTotp ? (
              t.people.totp.on
            ) : hasPassword ? (
              <a href={paths.staffTotp()}>{t.staff.totp.title}</a>
            ) : (
              t.people.totp.off
            ),
          },
        ]}
      />
      {hasPassword ? (
        <PasswordForm t={t} login={staff.login} errors={errors} />
      ) : (
        <p>{t.directory.person.onlyDirectory}</p>
      )}
      <Sessions {...props} />
    </StaffShell>
  )
}

function PasswordForm({ t, login, errors }: { t: Texts; login: string; errors: readonly PasswordError[] }) {
  const text = t.people.account.password
  const field = (name: PasswordField) => {
    const error = errors.find(candidate => candidate.field === name)
    return { t, name, label: text[name], value: '', error: error && faultText(t, error) }
  }
  return (
    <form method="post" action={paths.accountPassword()} novalidate>
      <h2>{text.title}</h2>
      <p>{text.lead}</p>
      <input
        class="hidden"
        name="login"
        value={login}
        autocomplete="username"
        tabindex={-1}
        aria-hidden="true"
      />
      <TextField {...field('old')} type="password" autocomplete="current-password" isRequired />
      <TextField
        {...field('new')}
        hint={t.staff.newPassword.hint}
        type="password"
        autocomplete="new-password"
        isRequired
      />
      <p class="actions">
        <button class="button">{text.submit}</button>
      </p>
    </form>
  )
}

function Sessions({ page, sessions, ownSession }: Props) {
  const { t, language, office } = page
  const text = t.people.account.sessions
  // Without an office there is no zone of its own.
  const time = (at: number) => dayAndTime(at, office?.timeZone ?? 'Asia/Tokyo', language)
  return (
    <section>
      <h2>{text.title}</h2>
      <div class="table-frame" tabindex={0} role="region" aria-label={text.title}>
        <table class="table people-sessions">
          <thead>
            <tr>
              <th scope="col">{text.kind}</th>
              <th scope="col">{text.since}</th>
              <th scope="col">{text.used}</th>
            </tr>
          </thead>
          <tbody>
            {sessions.map(({ tokenHash, kind, createdAt, activeAt }) => (
              <tr>
                <th scope="row">
                  {text[kind]}
                  {tokenHash === ownSession && <span class="chip people-you">{text.here}</span>}
                </th>
                <td>{time(createdAt)}</td>
                <td>{activeAt === lockedByHand ? text.locked : time(activeAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {sessions.length > 1 ? (
        <form method="post" action={paths.accountSessions()}>
          <p>{text.lead}</p>
          <button class="button button-outline">{text.end}</button>
        </form>
      ) : (
        <p>{text.onlyThis}</p>
      )}
    </section>
  )
}

function faultText({ staff, people }: Texts, { field, reason }: PasswordError): string {
  const { required, wrong_password } = people.account.password
  if (reason === 'required') return required[field]
  return reason === 'wrong_password' ? wrong_password : staff.newPassword.fault[reason]
}
