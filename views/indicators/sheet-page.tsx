import type { Confirmed, Sheet } from '#src/indicators/sheet.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, Notice } from '../components/parts.tsx'
import { type FiguresPage, FiguresShell } from '../statistics/figures-shell.tsx'
import { fiscalYearName, longDateTime } from '../text/dates.ts'
import { SheetTables } from './sheet-tables.tsx'

type Props = {
  page: FiguresPage
  staff: StaffMember
  office: Office
  draft: Sheet
  /** What tells this draft from any other. */
  digest: string
  /** Whether it differs from the version that was confirmed last. */
  isDraftNew: boolean
  confirmed: readonly Confirmed[]
  /** The version to show; null: the draft. */
  shown: Confirmed | null
  reason: 'changed_meanwhile' | null
}

/** The evaluation sheet of a fiscal year in the ward's own form, one side of A4 when printed. */
export function SheetPage(props: Props) {
  const { page, staff, office, draft, shown, reason } = props
  const { t, language } = page
  const text = t.indicators.sheet
  const title = text.title(fiscalYearName(draft.fiscalYear, language))
  return (
    <FiguresShell
      page={page}
      staff={staff}
      title={title}
      hasError={reason !== null}
      styles={['indicators.css', 'sheet.css']}
    >
      <div class="no-print">
        <BackLink href={paths.indicators(draft.fiscalYear)}>{t.indicators.title}</BackLink>
        <Controls {...props} />
      </div>
      <article class="sheet">
        <header class="sheet-head">
          <h1>{title}</h1>
          <p class="sheet-office">{textOf(office.name, language)}</p>
          <p class="sheet-state">
            {shown ? text.confirmed(shown.version, whenOf(shown, props), shown.confirmedBy) : text.isDraft}
          </p>
        </header>
        <SheetTables page={page} sheet={shown?.sheet ?? draft} />
      </article>
    </FiguresShell>
  )
}

function whenOf({ confirmedAt }: Confirmed, { page, office }: Pick<Props, 'page' | 'office'>): string {
  return longDateTime(confirmedAt, office.timeZone, page.language)
}

/** Printing, confirming, and the versions there are. */
function Controls(props: Props) {
  const { page, draft, digest, isDraftNew, confirmed, shown, reason } = props
  const { t } = page
  const text = t.indicators.sheet
  const year = draft.fiscalYear
  return (
    <>
      {reason && (
        <div role="alert" tabindex={-1} data-error-summary>
          <Notice kind="warning">
            <p>{text.changedMeanwhile}</p>
          </Notice>
        </div>
      )}
      {confirmed.length > 0 && isDraftNew && shown && (
        <Notice kind="info">
          <p>
            {text.draftChanged} <a href={paths.evaluation(year, 'draft')}>{text.seeDraft}</a>
          </p>
        </Notice>
      )}
      <div class="actions">
        <button type="button" class="button button-small" data-print hidden>
          {text.print}
        </button>
        {!shown && isDraftNew && (
          <form method="post" action={paths.evaluation(year)}>
            <input type="hidden" name="digest" value={digest} />
            <button class="button button-small button-outline">
              {confirmed.length > 0 ? text.confirmAgain : text.confirm}
            </button>
          </form>
        )}
      </div>
      {!shown && isDraftNew && <p class="hint">{text.confirmHint}</p>}
      {confirmed.length > 0 && (
        <section aria-labelledby="versions">
          <h2 id="versions" class="heading-small">
            {text.versions}
          </h2>
          <ul class="plain">
            {confirmed.map(version => (
              <li>
                <a
                  href={paths.evaluation(year, version.version)}
                  class="table-link"
                  aria-current={version.version === shown?.version ? 'page' : undefined}
                >
                  {text.confirmed(version.version, whenOf(version, props), version.confirmedBy)}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
