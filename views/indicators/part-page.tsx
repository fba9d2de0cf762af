import type { Part, PartState } from '#src/indicators/plan.ts'
import type { YearEntries } from '#src/indicators/year-entries.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, IntentKey } from '../components/parts.tsx'
import { type FiguresPage, FiguresShell } from '../statistics/figures-shell.tsx'
import { fiscalYearName, longDateTime } from '../text/dates.ts'
import { EntryFields, FormNews, type FormState } from './entry.tsx'
import { groupsOf } from './part-groups.ts'

type Props = FormState & {
  page: FiguresPage
  staff: StaffMember
  office: Office
  part: Part
  year: YearEntries
  state: PartState
  version: number
  intentKey: string
}

/** The form for one part of a fiscal year. */
export function PartPage({ page, staff, office, part, year, state, version, intentKey, ...form }: Props) {
  const { t, language } = page
  const text = t.indicators
  const title = text.form.title(text.part[part], fiscalYearName(year.fiscalYear, language))
  const groups = groupsOf[part](year, t)
  const hasNews = form.errors.length > 0 || form.elsewhere !== null
  return (
    <FiguresShell page={page} staff={staff} title={title} hasError={hasNews} styles={['indicators.css']}>
      <BackLink href={paths.indicators(year.fiscalYear)}>{text.form.back}</BackLink>
      <FormNews t={t} form={form} groups={groups} />
      <h1>{title}</h1>
      {part === 'activities' && <p>{text.form.removeHint}</p>}
      {part === 'values' && groups.length > 0 && <p>{text.form.untoldHint}</p>}
      {groups.length === 0 ? (
        <Before page={page} part={part} year={year} />
      ) : (
        <form class="entry-form" method="post" action={paths.yearPart(year.fiscalYear, part)}>
          <IntentKey value={intentKey} />
          <input type="hidden" name="version" value={String(version)} />
          {groups.map(group => (
            <EntryFields t={t} form={form} group={group} />
          ))}
          <p class="actions">
            <button class="button">{form.elsewhere ? text.form.submitAgain : text.form.submit}</button>
          </p>
        </form>
      )}
      {state.changedAt !== null && state.changedBy !== null && (
        <p class="hint">
          {text.form.last(longDateTime(state.changedAt, office.timeZone, language), state.changedBy)}
        </p>
      )}
    </FiguresShell>
  )
}

/** What has to be there first, and the way to it: evaluations are of what has a budget, figures of indicators. */
function Before({ page: { t }, part, year }: Pick<Props, 'page' | 'part' | 'year'>) {
  const text = t.indicators
  const isReview = part === 'review'
  return (
    <>
      <p>{isReview ? text.form.noInitiative : text.form.noIndicator}</p>
      <p>
        <a href={isReview ? paths.yearPart(year.fiscalYear, 'budget') : paths.indicatorDefinitions()}>
          {isReview ? text.part.budget : text.definition.add}
        </a>
      </p>
    </>
  )
}
