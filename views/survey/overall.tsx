import type { Child } from 'hono/jsx'
import { textOf } from '#src/offices/localized.ts'
import type { Localized } from '#src/offices/office.ts'
import type { Question } from '#src/survey/questionnaire.ts'
import type { Page } from '../layout/shell.tsx'
import { markValues } from './question-field.tsx'

/** What the office has set itself for the month. */
export function Goal({ page, goal }: { page: Page; goal: Localized | null }) {
  return (
    goal && (
      <p class="survey-goal">
        <b class="survey-goal-label">{page.t.survey.goal}</b>{' '}
        <span class="survey-goal-text">{textOf(goal, page.language)}</span>
      </p>
    )
  )
}

type Props = { page: Page; question: Question; action: string; level?: 'h1' | 'h2'; children?: Child }

/** The first question; each answer is a button, and one tap is the whole answer. */
export function Overall({ page, question, action, level: Level = 'h2', children }: Props) {
  return (
    <>
      <Level>{textOf(question.text, page.language)}</Level>
      <form method="post" action={action}>
        {children}
        <ul class="plain survey-taps">
          {markValues.map(mark => (
            <li>
              <button class={`button button-outline survey-tap survey-tap-${mark}`} name="score" value={mark}>
                {page.t.survey.mark[mark]}
              </button>
            </li>
          ))}
        </ul>
      </form>
    </>
  )
}
