import type { Child } from 'hono/jsx'
import type { Localized, Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { Question } from '#src/survey/questionnaire.ts'
import { KioskShell } from '../arrival/kiosk-shell.tsx'
import type { Page } from '../layout/shell.tsx'
import { CounterField } from './counter-field.tsx'
import { Goal, Overall } from './overall.tsx'
import { QuestionField } from './question-field.tsx'

type ShellProps = {
  page: Page
  office: Office
  title: string
  returnSeconds?: number | null
  children?: Child
}

function SurveyKioskShell({ page, office, title, returnSeconds = 60, children }: ShellProps) {
  const first = { href: paths.kioskSurvey(office.slug), name: page.t.survey.kiosk.siteName }
  return (
    <KioskShell {...{ page, office, title, returnSeconds, first }} styles={['survey.css']}>
      {children}
    </KioskShell>
  )
}

type StartProps = {
  page: Page
  office: Office
  goal: Localized | null
  overall: Question
  secret: string
}

/** At the exit: one question, one touch. */
export function KioskSurveyPage({ page, office, goal, overall, secret }: StartProps) {
  const t = page.t.survey
  // Somebody who has chosen a language and gone leaves it behind for a minute.
  const returnSeconds = page.language === 'ja' ? null : 60
  return (
    <SurveyKioskShell page={page} office={office} title={t.title} returnSeconds={returnSeconds}>
      <div class="survey-kiosk">
        <Goal page={page} goal={goal} />
        <Overall page={page} question={overall} action={paths.kioskSurvey(office.slug)} level="h1">
          <input type="hidden" name="secret" value={secret} />
        </Overall>
        <p>
          {t.kiosk.lead} <span class="whole">{t.kiosk.anonymous}</span>
        </p>
      </div>
    </SurveyKioskShell>
  )
}

type MoreProps = {
  page: Page
  office: Office
  rest: readonly Question[]
  token: string
}

/** What is offered after it. */
export function KioskSurveyMorePage({ page, office, rest, token }: MoreProps) {
  const t = page.t.survey
  return (
    <SurveyKioskShell page={page} office={office} title={t.kiosk.moreTitle}>
      <div class="survey-kiosk">
        <h1>{t.kiosk.moreTitle}</h1>
        <p>{t.kiosk.moreLead}</p>
        <form method="post" action={paths.kioskSurveyMore(office.slug, token)}>
          {rest.map(question => (
            <QuestionField page={page} question={question} isForAnybody />
          ))}
          <CounterField page={page} office={office} />
          <p class="actions survey-kiosk-ends">
            <button class="button">{t.send}</button>
            <a class="button button-outline" href={paths.kioskSurveyThanks(office.slug)}>
              {t.kiosk.skip}
            </a>
          </p>
        </form>
      </div>
    </SurveyKioskShell>
  )
}

type EndProps = { page: Page; office: Office; title: string; text: string; seconds?: number }

/** The end for one person, and soon the beginning for the next. */
export function KioskSurveyEndPage({ page, office, title, text, seconds = 8 }: EndProps) {
  const [before, after] = page.t.arrival.kiosk.returns
  return (
    <SurveyKioskShell page={page} office={office} title={title} returnSeconds={seconds}>
      <div class="survey-kiosk survey-kiosk-end">
        <h1>{title}</h1>
        <p>{text}</p>
        <p data-returns hidden>
          {before} <span data-returns-in>{seconds}</span> {after}
        </p>
      </div>
    </SurveyKioskShell>
  )
}
