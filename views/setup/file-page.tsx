import type { ConfigurationFault } from '#src/setup/configuration.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, ErrorSummary } from '../components/parts.tsx'
import { StaffShell, type StaffPage } from '../layout/staff-shell.tsx'
import { FileForm } from './file-form.tsx'

type Why = 'missing' | 'slug_taken' | { reason: 'not_json' | 'faulty'; faults: readonly ConfigurationFault[] }
type Props = { page: StaffPage; staff: StaffMember; why: Why }

const shownMax = 20

/** Why an office could not be set up from a file, each place in a row. */
export function SetupFilePage({ page, staff, why }: Props) {
  const { t } = page
  const text = t.setup
  const error = text[typeof why === 'string' ? why : why.reason]
  const faults = typeof why === 'string' ? [] : why.faults
  return (
    <StaffShell page={page} staff={staff} title={text.fileRefused} hasError>
      <BackLink href={paths.setup()}>{text.title}</BackLink>
      <ErrorSummary t={t} errors={[{ href: '#file', text: error }]} />
      <h1>{text.fileRefused}</h1>
      {faults.length > 0 && (
        <div class="table-frame" tabindex={0} role="region" aria-label={error}>
          <table class="table">
            <thead>
              <tr>
                <th scope="col">{text.at}</th>
                <th scope="col">{text.why}</th>
              </tr>
            </thead>
            <tbody>
              {faults.slice(0, shownMax).map(({ at, reason }) => (
                <tr>
                  <th scope="row">{at ? <code>{at}</code> : text.wholeFile}</th>
                  <td>{text.reason[reason]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {faults.length > shownMax && <p>{text.andMore(faults.length - shownMax)}</p>}
      <h2>{text.fileAgain}</h2>
      <FileForm t={t} error={error} />
    </StaffShell>
  )
}
