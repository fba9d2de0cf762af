import type { Child } from 'hono/jsx'
import type { Sheet } from '#src/indicators/sheet.ts'
import type { FiguresPage } from '../statistics/figures-shell.tsx'
import { natureOf, targetText, valueText } from './figures.ts'
import { MarkSign, StarSigns } from './stars.tsx'
import { BudgetRows, SeenNote, YearHead } from './year-tables.tsx'

type Props = { page: FiguresPage; sheet: Sheet }

/** All parts of the sheet, as ruled tables one below the other. */
export function SheetTables({ page, sheet }: Props) {
  const text = page.t.indicators
  return (
    <>
      <Part number={1} title={text.sheet.heading.indicators} note={text.legend} isLegend>
        <Indicators page={page} sheet={sheet} />
      </Part>
      <Part number={2} title={text.sheet.heading.rating}>
        <Rating page={page} sheet={sheet} />
      </Part>
      <Part number={3} title={text.sheet.heading.activities}>
        <Activities page={page} sheet={sheet} />
      </Part>
      <Part number={4} title={text.sheet.heading.budget} note={text.budget.unit}>
        <Budget page={page} sheet={sheet} />
      </Part>
      <Part number={5} title={text.sheet.heading.review}>
        <Review page={page} sheet={sheet} />
      </Part>
    </>
  )
}

type PartProps = { number: number; title: string; note?: string; isLegend?: boolean; children?: Child }

function Part({ number, title, note, isLegend, children }: PartProps) {
  return (
    <section class="sheet-part">
      <div class="sheet-part-head">
        <h2>
          {number}　{title}
        </h2>
        {note && <p class={isLegend ? 'verdict-legend' : ''}>{note}</p>}
      </div>
      {children}
    </section>
  )
}

type RuledProps = {
  label: string
  kind: 'indicators' | 'rating' | 'activities' | 'budget' | 'review'
  /** How many columns there are; the style sheet gives the first ones their widths. */
  columns: number
  children?: Child
}

/** A table that scrolls by itself on a phone and lies flat on paper. */
function Ruled({ label, kind, columns, children }: RuledProps) {
  return (
    <div class="table-scroll" tabindex={0} role="region" aria-label={label}>
      <table class={`ruled ruled-${kind}`}>
        <colgroup>
          {Array.from({ length: columns }, () => (
            <col />
          ))}
        </colgroup>
        {children}
      </table>
    </div>
  )
}

function Indicators({ page: { t, language }, sheet }: Props) {
  const text = t.indicators
  const isAnyProvisional = sheet.indicators.some(({ years }) => years.some(year => year.isProvisional))
  return (
    <>
      <Ruled label={text.sheet.heading.indicators} kind="indicators" columns={5}>
        <thead>
          <tr>
            <th scope="col" colspan={2}>
              {text.columns.indicator}
            </th>
            {sheet.years.map(year => (
              <YearHead {...{ year, language }} />
            ))}
          </tr>
        </thead>
        {sheet.indicators.map(indicator => {
          const told = sheet.years.map(
            year => indicator.years.find(({ fiscalYear }) => fiscalYear === year) ?? null,
          )
          const { unit, direction } = indicator
          return (
            <tbody>
              <tr>
                <th scope="rowgroup" rowspan={3} class="ruled-name">
                  <span lang="ja">{indicator.name}</span>
                  <span class="nature">{natureOf(indicator, t)}</span>
                </th>
                <th scope="row">{text.columns.value}</th>
                {told.map(year => (
                  <td class="amount">
                    {year?.value != null && valueText(year.value) + unit}
                    {year?.isProvisional && ' ※'}
                  </td>
                ))}
              </tr>
              <tr>
                <th scope="row">{text.columns.target}</th>
                {told.map(year => (
                  <td class="amount">
                    {year?.target != null &&
                      targetText(year.target) + unit + (language === 'ja' ? text.direction[direction] : '')}
                  </td>
                ))}
              </tr>
              <tr>
                <th scope="row">{text.columns.mark}</th>
                {told.map(year => (
                  <td class="verdict-cell">
                    <MarkSign t={t} mark={year?.mark ?? null} />
                  </td>
                ))}
              </tr>
            </tbody>
          )
        })}
      </Ruled>
      {isAnyProvisional && <p class="sheet-note">{text.sheet.provisionalNote}</p>}
    </>
  )
}

function Rating({ page: { t, language }, sheet }: Props) {
  const text = t.indicators.rating
  const cell = (year: number) => sheet.ratings.find(({ fiscalYear }) => fiscalYear === year)
  return (
    <Ruled label={text.name} kind="rating" columns={4}>
      <thead>
        <tr>
          <th scope="col">{t.indicators.columns.mark}</th>
          {sheet.years.map(year => (
            <YearHead {...{ year, language }} />
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t.indicators.form.stars}</th>
          {sheet.years.map(year => {
            const rating = cell(year)
            return (
              <td class="verdict-cell">{rating ? <StarSigns t={t} stars={rating.stars} /> : text.none}</td>
            )
          })}
        </tr>
        <tr>
          <th scope="row">{t.indicators.form.points}</th>
          {sheet.years.map(year => {
            const rating = cell(year)
            return <td class="amount">{rating ? text.points(valueText(rating.points)) : ''}</td>
          })}
        </tr>
      </tbody>
    </Ruled>
  )
}

function Activities({ page: { t, language }, sheet }: Props) {
  const text = t.indicators.activity
  const years = sheet.years.toReversed()
  return (
    <Ruled label={t.indicators.sheet.heading.activities} kind="activities" columns={5}>
      <thead>
        <tr>
          <th scope="col">{text.name}</th>
          <th scope="col">{text.plan}</th>
          {years.map(year => (
            <YearHead {...{ year, language }} />
          ))}
        </tr>
      </thead>
      <tbody>
        {sheet.activities.map(activity => {
          const told = (year: number) => activity.years.find(({ fiscalYear }) => fiscalYear === year)
          return (
            <tr>
              <th scope="row" class="ruled-name" lang="ja">
                {activity.name}
              </th>
              <td lang="ja">{told(sheet.fiscalYear)?.plan}</td>
              {years.map(year => (
                <td>
                  <span lang="ja">{told(year)?.result}</span>
                  <SeenNote {...{ t, activity, seen: told(year)?.seen }} />
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </Ruled>
  )
}

function Budget({ page: { t, language }, sheet }: Props) {
  const text = t.indicators.budget
  return (
    <Ruled label={t.indicators.sheet.heading.budget} kind="budget" columns={5}>
      <thead>
        <tr>
          <th scope="col" colspan={2}>
            {text.initiative}
          </th>
          {sheet.years.map(year => (
            <YearHead {...{ year, language }} />
          ))}
        </tr>
      </thead>
      <tbody>
        {sheet.initiatives.map(initiative => (
          <BudgetRows {...{ t, initiative, years: sheet.years }} />
        ))}
      </tbody>
    </Ruled>
  )
}

/** What the year itself was judged by; earlier years have sheets of their own. */
function Review({ page: { t }, sheet }: Props) {
  const text = t.indicators
  return (
    <Ruled label={text.sheet.heading.review} kind="review" columns={3}>
      <thead>
        <tr>
          <th scope="col">{text.budget.initiative}</th>
          <th scope="col">{text.form.evaluation}</th>
          <th scope="col">{text.form.improvement}</th>
        </tr>
      </thead>
      <tbody>
        {sheet.initiatives.map(({ number, name, years }) => {
          const year = years.find(({ fiscalYear }) => fiscalYear === sheet.fiscalYear)
          return (
            <tr>
              <th scope="row" class="ruled-name" lang="ja">
                {text.budget.label(number, name)}
              </th>
              <td class="ruled-text" lang="ja">
                {year?.evaluation ?? text.sheet.noInitiative}
              </td>
              <td class="ruled-text" lang="ja">
                {year?.improvement ?? text.sheet.noInitiative}
              </td>
            </tr>
          )
        })}
      </tbody>
    </Ruled>
  )
}
