import {
  type DisclosureField,
  type DisclosureKind,
  disclosureKinds,
  shownLabel,
  shownText,
} from '#src/disclosures/disclosure.ts'
import type { Saved } from '#src/disclosures/queries.ts'
import { langOf } from '#src/languages.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, Notice } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { longDateTime } from '../text/dates.ts'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  kind: DisclosureKind
  fields: readonly DisclosureField[]
  saved: Saved
  people: { bookings: number; opinions: number }
  isDone: boolean
}

/** A sheet that the office has to publish, as it is now: to be printed, or taken as a file. */
export function DisclosurePage({ page, staff, office, kind, fields, saved, people, isDone }: Props) {
  const text = page.t.disclosures
  const number = new Intl.NumberFormat(page.language)
  return (
    <StaffShell
      {...{ page, staff, title: text.title[kind] }}
      styles={['queue.css', 'audit.css', 'disclosures.css']}
    >
      <div class="disclosure-tools">
        {isDone && (
          <Notice kind="success">
            <p>{text.done}</p>
          </Notice>
        )}
        <BackLink href={paths.audit()}>{page.t.audit.title}</BackLink>
        <nav aria-label={text.navigation}>
          <ul class="audit-ways">
            {disclosureKinds.map(other => (
              <li>
                <a href={paths.disclosure(other)} aria-current={other === kind ? 'page' : undefined}>
                  {text.title[other]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <h1>{text.title[kind]}</h1>
      <div class="disclosure-tools">
        <p>{text.lead[kind]}</p>
        {kind !== 'accessibility' && <p>{text.people(number.format(people[kind]))}</p>}
        {kind === 'accessibility' && (
          <p>
            <a href={paths.accessibility(office.slug)}>{text.seePublic}</a>
          </p>
        )}
        <p class="actions">
          <a class="button" href={paths.disclosureWording(kind)}>
            {text.change}
          </a>
          <button type="button" class="button button-outline" data-print hidden>
            {text.print}
          </button>
          <a class="button button-outline" href={paths.disclosureFile(kind, 'utf-8')}>
            {page.t.audit.file.utf8}
          </a>
          <a class="button button-outline" href={paths.disclosureFile(kind, 'cp932')}>
            {page.t.audit.file.cp932}
          </a>
        </p>
      </div>
      <div class="table-frame" tabindex={0} role="region" aria-label={text.title[kind]}>
        <table class="disclosure-sheet">
          <tbody>
            {fields.map(field => (
              <tr>
                <th scope="row" lang={langOf(field.language)}>
                  {shownLabel(field)}
                </th>
                <td lang={langOf(field.language)}>
                  <Lines text={shownText(field, saved.texts)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="hint">
        {saved.changedAt === null
          ? text.neverChanged
          : text.changedAt(longDateTime(saved.changedAt, office.timeZone, page.language))}
      </p>
    </StaffShell>
  )
}

/** A text with its line breaks. */
function Lines({ text }: { text: string }) {
  return (
    <>
      {text.split('\n').map((line, index) => (
        <>
          {index > 0 && <br />}
          {line}
        </>
      ))}
    </>
  )
}
