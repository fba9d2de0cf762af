import { textOf } from '#src/offices/localized.ts'
import { askedOf, type Questionnaire } from '#src/survey/questionnaire.ts'
import { type Page } from '../layout/shell.tsx'
import { textsIn } from '../text/index.ts'
import { markValues } from './question-field.tsx'
import { Goal } from './overall.tsx'

type Props = { page: Page; survey: Pick<Questionnaire, 'goal' | 'questions'>; title: string }

const languages = ['ja', 'en'] as const

/** What residents see of a month, in both languages; nothing in it can be pressed. */
export function MonthPreview({ page, survey, title }: Props) {
  return (
    <section class="survey-preview" aria-label={title}>
      <h2>{title}</h2>
      <div class="survey-preview-pair">
        {languages.map(language => (
          <Preview page={{ ...page, language, t: textsIn[language] }} survey={survey} />
        ))}
      </div>
    </section>
  )
}

function Preview({ page, survey }: Omit<Props, 'title'>) {
  const { language, t } = page
  return (
    <div class="survey-preview-page" lang={language}>
      <p class="survey-preview-language">{t.languageName}</p>
      <Goal page={page} goal={survey.goal} />
      <ol>
        {askedOf(survey).map(({ text, isBookedOnly }) => (
          <li>
            <b>{textOf(text, language)}</b>{' '}
            {isBookedOnly && <span class="optional whole">（{t.survey.bookedOnly}）</span>}
          </li>
        ))}
      </ol>
      <p class="hint">{markValues.map(mark => t.survey.mark[mark]).join(' / ')}</p>
    </div>
  )
}
