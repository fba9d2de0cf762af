import type { Answers } from '#src/offices/life-event.ts'
import { textOf } from '#src/offices/localized.ts'
import type { LifeEvent, Office, Question } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { BackLink, ErrorSummary, FieldFault, Notice } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { ServiceRow } from '../offices/services-page.tsx'

type Props = { page: Page; office: Office; event: LifeEvent; answers: Answers; isRefused: boolean }

/** What a life event asks first, and all services that have to do with it. */
export function LifeEventPage({ page, office, event, answers, isRefused }: Props) {
  const { t, language } = page
  const title = textOf(event.name, language)
  const services = event.serviceIds.flatMap(id => office.services.find(service => service.id === id) ?? [])
  const unanswered = isRefused ? event.questions.filter(({ slug }) => !answers.has(slug)) : []
  const hasQuestions = event.questions.length > 0 && services.length > 0
  return (
    <Shell page={page} title={title} hasError={isRefused} styles={['planner.css']}>
      <BackLink href={paths.home(office.slug)}>{t.shell.toHome}</BackLink>
      <ErrorSummary
        t={t}
        errors={unanswered.map(({ slug, text }) => ({
          href: `#answer-${slug}-yes`,
          text: textOf(text, language),
        }))}
      />
      <h1>{title}</h1>
      {hasQuestions && (
        <section class="questions">
          <h2>{t.planner.questionsTitle}</h2>
          <p>{t.planner.questionsLead}</p>
          <form method="post" action={paths.lifeEvent(office.slug, event.slug)} novalidate>
            {event.questions.map(question => (
              <QuestionField
                {...{ page, question, answer: answers.get(question.slug) }}
                isWrong={unanswered.includes(question)}
              />
            ))}
            <p class="actions">
              <button class="button">{t.planner.show}</button>
            </p>
          </form>
        </section>
      )}
      {hasQuestions && <h2>{t.planner.related}</h2>}
      {services.length === 0 && (
        <Notice kind="info" title={t.services.notFound}>
          <p>{t.services.notFoundHelp}</p>
        </Notice>
      )}
      <ul class="rows">
        {services.map(service => (
          <li>
            <ServiceRow {...{ page, office, service }} href={paths.service(office.slug, service.slug)} />
          </li>
        ))}
      </ul>
    </Shell>
  )
}

type QuestionProps = { page: Page; question: Question; answer: 'yes' | 'no' | undefined; isWrong: boolean }

function QuestionField({ page: { t, language }, question, answer, isWrong }: QuestionProps) {
  const name = `answer-${question.slug}`
  return (
    <fieldset
      class={isWrong ? 'field field-error question' : 'field question'}
      aria-describedby={isWrong ? `${name}-error` : undefined}
    >
      <legend class="label">{textOf(question.text, language)}</legend>
      {(['yes', 'no'] as const).map(value => (
        <label class="choice">
          <input id={`${name}-${value}`} type="radio" name={name} value={value} checked={answer === value} />
          {t.planner[value]}
        </label>
      ))}
      {isWrong && <FieldFault t={t} name={name} error={t.planner.unanswered} />}
    </fieldset>
  )
}
