import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { ErasedCounts } from '#src/retention/erase-on-request.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { ErrorSummary, Notice, TextField } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { OfficeChoice } from './office-choice.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  offices: readonly Office[]
  typed: string
  isWrong: boolean
  /** Nothing of what was found was chosen. */
  isNothing: boolean
  erased: ErasedCounts | null
}

/** Where somebody is looked for who asks what is held on them. The form posts: no contact gets into an address. */
export function PersonalDataPage({ page, staff, office, offices, typed, isWrong, isNothing, erased }: Props) {
  const { t } = page
  const text = t.retention.home
  return (
    <StaffShell
      {...{ page, staff, title: text.title }}
      hasError={isWrong}
      styles={['people.css', 'retention.css']}
    >
      {isWrong && <ErrorSummary t={t} errors={[{ href: '#sought', text: text.unreadable }]} />}
      {isNothing && (
        <Notice kind="warning">
          <p>{t.retention.found.chooseOne}</p>
        </Notice>
      )}
      {erased && (
        <Notice kind="success">
          <p>{text.erased(t.retention.counts(erased))}</p>
        </Notice>
      )}
      <h1>{text.title}</h1>
      <p>{text.lead}</p>
      {offices.length > 1 && <OfficeChoice {...{ page, office, offices }} action={paths.personalData()} />}
      <form method="post" action={paths.personalDataSearch()} role="search">
        <input type="hidden" name="office" value={office.slug} />
        <TextField
          {...{ t, name: 'sought', label: text.sought, hint: text.soughtHint, value: typed }}
          error={isWrong ? text.unreadable : undefined}
          autocomplete="off"
          isRequired
        />
        <p class="actions">
          <button class="button">{text.search}</button>
          <a class="button button-outline" href={paths.retention(office.slug)}>
            {text.retention}
          </a>
        </p>
      </form>
    </StaffShell>
  )
}
