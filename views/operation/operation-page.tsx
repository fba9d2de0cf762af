import type { Instant } from '#src/clock.ts'
import { invariantTitles, stateOf, type Verdict } from '#src/invariants/invariant.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { Notice } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { longDateTime } from '../text/dates.ts'

export type SystemState = {
  check: { endedAt: Instant; verdicts: readonly Verdict[] } | null
  backups: 'off' | { madeAt: Instant | null; isOld: boolean }
  /** `freeBytes` is null where the database is on a server of its own. */
  disk: { freeBytes: number | null; isLow: boolean; isFailing: boolean }
  mail: { waiting: number; failed: number; isStuck: boolean }
  /** Names of jobs that fail again and again. */
  failingJobs: readonly string[]
}

type Props = {
  page: StaffPage
  staff: StaffMember
  timeZone: string
  state: SystemState
  /** Faults may name tickets of any office: they are for those who see all of them. */
  areExamplesShown: boolean
}

/** What the server has found out about itself. */
export function OperationPage({ page, staff, timeZone, state, areExamplesShown }: Props) {
  const { t, language } = page
  const text = t.operation
  const { check, backups, disk, mail, failingJobs } = state
  const time = (at: Instant) => longDateTime(at, timeZone, language)
  return (
    <StaffShell page={page} staff={staff} title={text.title} styles={['queue.css', 'operation.css']}>
      <h1>{text.title}</h1>
      <p>{text.lead}</p>
      {isTroubled(state) ? (
        <Notice kind="warning" title={text.trouble}>
          <p>{disk.isFailing ? text.disk.failing : text.troubleText}</p>
        </Notice>
      ) : (
        check && <Notice kind="success" title={text.allWell} />
      )}
      <h2>{text.check.title}</h2>
      <p>{check ? text.check.at(time(check.endedAt)) : text.check.none}</p>
      {check && <Verdicts page={page} verdicts={check.verdicts} />}
      {check && areExamplesShown && <Examples page={page} verdicts={check.verdicts} />}
      <h2>{text.disk.title}</h2>
      <p>{disk.freeBytes === null ? text.disk.elsewhere : text.disk.free(size(disk.freeBytes))}</p>
      {disk.isLow && <p>{text.disk.low}</p>}
      <h2>{text.backups.title}</h2>
      <p>
        {backups === 'off'
          ? text.backups.off
          : backups.madeAt === null
            ? text.backups.none
            : backups.isOld
              ? text.backups.old(time(backups.madeAt))
              : text.backups.last(time(backups.madeAt))}
      </p>
      <h2>{text.mail.title}</h2>
      <ul>
        <li>{text.mail.waiting(mail.waiting)}</li>
        <li>{text.mail.failed(mail.failed)}</li>
      </ul>
      {mail.isStuck && <p>{text.mail.stuck}</p>}
      <h2>{text.jobs.title}</h2>
      <p>{failingJobs.length === 0 ? text.jobs.well : text.jobs.failing}</p>
      {failingJobs.length > 0 && (
        <ul lang="en">
          {failingJobs.map(job => (
            <li>{job}</li>
          ))}
        </ul>
      )}
      <p>
        {text.doctor} <code lang="en">madoguchi doctor</code>
      </p>
    </StaffShell>
  )
}

function size(bytes: number): string {
  const gibibytes = bytes / 2 ** 30
  return gibibytes < 1 ? `${Math.floor(bytes / 2 ** 20)} MB` : `${gibibytes.toFixed(1)} GB`
}

function isTroubled({ check, backups, disk, mail, failingJobs }: SystemState): boolean {
  const isBroken = check?.verdicts.some(({ faults }) => faults > 0) ?? false
  const isHurt = disk.isLow || disk.isFailing || mail.isStuck || failingJobs.length > 0
  return isBroken || isHurt || (backups !== 'off' && backups.isOld)
}

type Told = { page: StaffPage; verdicts: readonly Verdict[] }

function Verdicts({ page: { t, language }, verdicts }: Told) {
  const text = t.operation
  const result = (verdict: Verdict) => {
    const state = stateOf(verdict)
    if (state === 'broken') return <b>{text.check.broken(verdict.faults)}</b>
    return state === 'held' ? text.check.held : text.check.notShown
  }
  return (
    <div class="table-frame" tabindex={0} role="region" aria-label={text.check.title}>
      <table class="table operation-checks">
        <thead>
          <tr>
            <th scope="col">{text.check.invariant}</th>
            <th scope="col" class="operation-count">
              {text.check.looked}
            </th>
            <th scope="col">{text.check.result}</th>
          </tr>
        </thead>
        <tbody>
          {verdicts.map(verdict => (
            <tr>
              <th scope="row">{text.invariants[verdict.id]}</th>
              <td class="operation-count">
                {stateOf(verdict) === 'not_shown' ? '–' : verdict.looked.toLocaleString(language)}
              </td>
              <td>{result(verdict)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** In the words of the check itself, which name numbers and days and no person. */
function Examples({ page: { t }, verdicts }: Told) {
  const broken = verdicts.filter(({ faults }) => faults > 0)
  if (broken.length === 0) return null
  return (
    <>
      <h3>{t.operation.check.examples}</h3>
      <dl lang="en" class="operation-faults">
        {broken.map(({ id, examples }) => (
          <>
            <dt>
              {id}: {invariantTitles[id]}
            </dt>
            {examples.map(example => (
              <dd>{example}</dd>
            ))}
          </>
        ))}
      </dl>
    </>
  )
}
