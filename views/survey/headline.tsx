import type { Results } from '#src/survey/results.ts'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'
import { endsOf, percentText, shareText } from './figure-text.tsx'

type Props = { page: PlainStaffPage; results: Results; target: number | null }

/** The one figure of the period: how many found it good, how sure that is, and the target of the year. */
export function Headline({ page, results, target }: Props) {
  const t = page.t.survey.results
  const [overall] = results.questions
  const figures = overall?.figures
  if (!overall || !figures)
    return (
      <section class="survey-headline">
        <h2>{t.headline}</h2>
        <p>{t.tooFew(results.answersMin)}</p>
        {overall && <p class="hint">{t.more(overall.missing)}</p>}
      </section>
    )
  const { percent, good, valid, interval, mark, certainty } = figures
  return (
    <section class="survey-headline">
      <h2>{t.headline}</h2>
      <p class="survey-share">
        <b>{percentText(percent)}</b>{' '}
        {mark && (
          <span class="whole">
            <span class="survey-share-mark">{mark}</span> {t.markWord[mark]}
          </span>
        )}
      </p>
      <p>
        {t.ofAnswers(good, valid)} · {interval && `${t.interval} ${t.between(...endsOf(interval))}`}
      </p>
      <p>
        {target === null ? t.noTarget : t.target(target)}
        {certainty && (
          <>
            {' '}
            · <b>{t.certainty[certainty]}</b> {t.certaintyText[certainty]}
          </>
        )}
      </p>
      {overall.weighted && (
        <p>
          {t.weighted} <b>{shareText(overall.weighted.share)}</b> (
          {t.between(...endsOf(overall.weighted.interval))})
          <span class="hint survey-block">{t.weightedNote(overall.weighted.nEffective.toFixed(1))}</span>
        </p>
      )}
      <p class="hint">{overall.missing > 0 ? t.more(overall.missing) : t.enough}</p>
    </section>
  )
}
