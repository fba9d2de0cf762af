import type { Sheet, SheetIndicator } from '#src/indicators/sheet.ts'
import { paths } from '#src/paths.ts'
import type { FiguresPage } from '../statistics/figures-shell.tsx'
import { fiscalYearNames } from '../text/dates.ts'
import { countText, natureOf, percentText, targetText, valueText } from './figures.ts'
import { MarkSign } from './stars.tsx'

type Props = { page: FiguresPage; sheet: Sheet }

/** All indicators with value, target and mark of each year, and what the value rests on. */
export function IndicatorsTable({ page, sheet }: Props) {
  const { t, language } = page
  const text = t.indicators
  const years = sheet.indicators.flatMap(indicator => indicator.years)
  if (sheet.indicators.length === 0) return <p>{text.nothing}</p>
  return (
    <>
      <div class="table-scroll" tabindex={0} role="region" aria-label={text.part.values}>
        <table class="yearly yearly-indicators">
          <thead>
            <tr>
              <th scope="col" rowspan={2}>
                {text.columns.indicator}
              </th>
              {sheet.years.map(year => {
                const [era, western] = fiscalYearNames(year, language)
                return (
                  <th scope="colgroup" colspan={3} class="year-start">
                    {era} <span class="whole">{western}</span>
                  </th>
                )
              })}
            </tr>
            <tr>
              {sheet.years.map(() => (
                <>
                  <th scope="col" class="year-start amount">
                    {text.columns.value}
                  </th>
                  <th scope="col" class="amount">
                    {text.columns.target}
                  </th>
                  <th scope="col">{text.columns.mark}</th>
                </>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheet.indicators.map(indicator => (
              <Row {...{ page, indicator, years: sheet.years }} />
            ))}
          </tbody>
        </table>
      </div>
      <p class="table-note verdict-legend">{text.legend}</p>
      {years.some(({ certainty }) => certainty !== null) && <p class="hint">{text.certaintyHint}</p>}
      {sheet.indicators.some(({ source }) => source === 'on_site') && (
        <p class="hint">{text.sourceHint.on_site}</p>
      )}
      {years.some(({ isProvisional }) => isProvisional) && <p class="hint">{text.provisionalHint}</p>}
    </>
  )
}

type RowProps = { page: FiguresPage; indicator: SheetIndicator; years: readonly number[] }

function Row({ page: { t, language }, indicator, years }: RowProps) {
  const { name, slug, unit, direction } = indicator
  const text = t.indicators
  return (
    <tr>
      <th scope="row">
        <span lang="ja">{name}</span>
        <span class="nature">
          {natureOf(indicator, t)}{' '}
          <a href={paths.indicatorDefinition(slug)}>
            {text.definition.change}
            <span class="hidden" lang="ja">
              {text.editPart(name)}
            </span>
          </a>
        </span>
      </th>
      {years.map(fiscalYear => {
        const year = indicator.years.find(told => told.fiscalYear === fiscalYear)
        return (
          <>
            <td class="year-start amount">
              {year?.value != null && (
                <b class="value">
                  {valueText(year.value)}
                  <span class="unit">{unit}</span>
                </b>
              )}
              {year && <Basis {...{ t, year }} isSurvey={indicator.source !== 'operation'} />}
            </td>
            <td class="amount">
              {year?.target != null && (
                <span class="whole">
                  {targetText(year.target)}
                  <span class="unit">
                    {unit}
                    {language === 'ja' ? text.direction[direction] : ''}
                  </span>
                </span>
              )}
            </td>
            <td class="verdict-cell">
              <MarkSign t={t} mark={year?.mark ?? null} />
              {year?.certainty && <span class="nature">{text.certainty[year.certainty]}</span>}
            </td>
          </>
        )
      })}
    </tr>
  )
}

type BasisProps = { t: FiguresPage['t']; year: SheetIndicator['years'][number]; isSurvey: boolean }

function Basis({ t, year: { answers, interval, isProvisional, survey }, isSurvey }: BasisProps) {
  const text = t.indicators
  const count = isSurvey ? text.answers : text.cases
  return (
    <>
      {isProvisional && <span class="nature">{text.provisional}</span>}
      {answers !== null && <span class="nature">{count(countText(answers))}</span>}
      {interval && (
        <span class="nature">{text.interval(percentText(interval.low), percentText(interval.high))}</span>
      )}
      {survey && (
        <span class="nature survey" lang="ja">
          {survey}
        </span>
      )}
    </>
  )
}
