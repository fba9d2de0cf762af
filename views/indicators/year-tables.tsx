import type { Sheet, SheetActivity, SheetInitiative } from '#src/indicators/sheet.ts'
import type { FiguresPage } from '../statistics/figures-shell.tsx'
import { fiscalYearName, fiscalYearNames } from '../text/dates.ts'
import { countText, valueText } from './figures.ts'
import { StarSigns } from './stars.tsx'

type Props = { page: FiguresPage; sheet: Sheet }

/** A fiscal year over a column, its two names one above the other. */
export function YearHead({ year, language, numeric }: { year: number; language: string; numeric?: boolean }) {
  const [era, western] = fiscalYearNames(year, language)
  return (
    <th scope="col" class={numeric ? 'amount' : ''}>
      <span class="whole">{era}</span>
      <span class="whole western">{western}</span>
    </th>
  )
}

/** The city's ratings, one column a year. */
export function RatingTable({ page: { t, language }, sheet }: Props) {
  const text = t.indicators.rating
  return (
    <div class="table-scroll" tabindex={0} role="region" aria-label={text.name}>
      <table class="yearly yearly-rating">
        <thead>
          <tr>
            <th scope="col">{text.name}</th>
            {sheet.years.map(year => (
              <YearHead {...{ year, language }} />
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t.indicators.columns.value}</th>
            {sheet.years.map(year => {
              const rating = sheet.ratings.find(({ fiscalYear }) => fiscalYear === year)
              return (
                <td>
                  {rating ? (
                    <>
                      <StarSigns t={t} stars={rating.stars} />{' '}
                      <span class="whole">{text.points(valueText(rating.points))}</span>
                      <span class="nature">{text.level[rating.stars]}</span>
                    </>
                  ) : (
                    <span class="none">{text.none}</span>
                  )}
                </td>
              )
            })}
          </tr>
        </tbody>
      </table>
    </div>
  )
}

/** What was done, the newest year first. */
export function ActivitiesTable({ page: { t, language }, sheet }: Props) {
  const text = t.indicators.activity
  if (sheet.activities.length === 0) return <p>{t.indicators.nothing}</p>
  const years = sheet.years.toReversed()
  return (
    <div class="table-scroll" tabindex={0} role="region" aria-label={t.indicators.part.activities}>
      <table class="yearly yearly-activities">
        <thead>
          <tr>
            <th scope="col">{text.name}</th>
            {years.map(year => (
              <YearHead {...{ year, language }} />
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.activities.map(activity => (
            <tr>
              <th scope="row" lang="ja">
                {activity.name}
              </th>
              {years.map(year => (
                <td>
                  <ActivityYear {...{ t, activity, year }} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type ActivityProps = { t: FiguresPage['t']; activity: SheetActivity; year: number }

function ActivityYear({ t, activity, year }: ActivityProps) {
  const text = t.indicators.activity
  const told = activity.years.find(({ fiscalYear }) => fiscalYear === year)
  if (!told) return null
  return (
    <>
      {told.result !== null && <span lang="ja">{told.result}</span>}
      {told.plan !== null && (
        <span class="nature" lang="ja">
          {text.planOf(told.plan)}
        </span>
      )}
      <SeenNote {...{ t, activity, seen: told.seen }} />
    </>
  )
}

type SeenProps = {
  t: FiguresPage['t']
  activity: SheetActivity
  seen: SheetActivity['years'][number]['seen'] | undefined
}

/** What the product itself has seen, beside what was entered. */
export function SeenNote({ t, activity: { proof }, seen }: SeenProps) {
  if (!proof || !seen) return null
  return <span class="nature">{t.indicators.activity.seen[proof](seen.count, seen.of)}</span>
}

/** Budget and settlement of each initiative. */
export function BudgetTable({ page: { t, language }, sheet }: Props) {
  const text = t.indicators.budget
  if (sheet.initiatives.length === 0) return <p>{t.indicators.nothing}</p>
  return (
    <>
      <p class="table-note">{text.unit}</p>
      <div class="table-scroll" tabindex={0} role="region" aria-label={t.indicators.part.budget}>
        <table class="yearly yearly-budget">
          <thead>
            <tr>
              <th scope="col" colspan={2}>
                {text.initiative}
              </th>
              {sheet.years.map(year => (
                <YearHead {...{ year, language }} numeric />
              ))}
            </tr>
          </thead>
          <tbody>
            {sheet.initiatives.map(initiative => (
              <BudgetRows {...{ t, initiative, years: sheet.years }} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

type BudgetProps = { t: FiguresPage['t']; initiative: SheetInitiative; years: readonly number[] }

export function BudgetRows({ t, initiative, years }: BudgetProps) {
  const text = t.indicators.budget
  const amounts = (of: 'budgetYen' | 'settlementYen') =>
    years.map(year => {
      const yen = initiative.years.find(({ fiscalYear }) => fiscalYear === year)?.[of] ?? null
      return <td class="amount">{yen === null ? '' : countText(yen)}</td>
    })
  return (
    <>
      <tr>
        <th scope="rowgroup" rowspan={2} class="ruled-name" lang="ja">
          {text.label(initiative.number, initiative.name)}
        </th>
        <th scope="row">{text.budget}</th>
        {amounts('budgetYen')}
      </tr>
      <tr>
        <th scope="row">{text.settlement}</th>
        {amounts('settlementYen')}
      </tr>
    </>
  )
}

/** Issues and improvement, the newest year first. */
export function Reviews({ page: { t, language }, sheet }: Props) {
  const text = t.indicators
  const told = sheet.initiatives.flatMap(({ number, name, years }) =>
    years
      .filter(({ evaluation, improvement }) => evaluation !== null || improvement !== null)
      .toReversed()
      .map(year => ({ label: text.budget.label(number, name), ...year })),
  )
  if (told.length === 0) return <p>{text.nothing}</p>
  return (
    <>
      {told.map(({ label, fiscalYear, evaluation, improvement }) => (
        <div class="review">
          <h3>
            {fiscalYearName(fiscalYear, language)} <span lang="ja">{label}</span>
          </h3>
          <dl>
            <dt>{text.form.evaluation}</dt>
            <dd lang="ja">{evaluation}</dd>
            <dt>{text.form.improvement}</dt>
            <dd lang="ja">{improvement}</dd>
          </dl>
        </div>
      ))}
    </>
  )
}
