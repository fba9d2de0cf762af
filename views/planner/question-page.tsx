import type { TextError } from '#src/catalogue/typed-texts.ts'
import { textOf } from '#src/offices/localized.ts'
import type { LifeEvent, Question, Service } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { TypedQuestion } from '#src/planner/question-form.ts'
import { type CatalogueProps, CatalogueShell } from '../catalogue/catalogue-shell.tsx'
import { TextFields } from '../catalogue/text-fields.tsx'
import { ErrorSummary } from '../components/parts.tsx'

type Props = CatalogueProps & {
  event: LifeEvent
  /** Null: a new one. */
  question: Question | null
  /** Those of the event. */
  services: readonly Service[]
  typed: TypedQuestion
  errors: readonly TextError[]
  version: number
  isStale: boolean
  /** The event asks enough already. */
  isFull: boolean
}

/** One question in all languages, and which services each answer leads to. */
export function QuestionPage(props: Props) {
  const { page, staff, office, event, question, services, typed, errors, version, isStale, isFull } = props
  const { t, language } = page
  const { catalogue, planning: text } = t
  const name = textOf(event.name, language)
  return (
    <CatalogueShell
      {...{ page, staff, office, isStale }}
      title={question ? text.question.title(name) : text.question.newTitle(name)}
      hasError={errors.length > 0 || isFull}
      back={{ href: paths.questions(office.slug, event.slug), text: text.questions.title(name) }}
      summary={
        <ErrorSummary
          t={t}
          errors={[
            ...(isFull ? [{ href: '#text-ja', text: text.question.tooMany }] : []),
            ...errors.map(({ at, reason }) => ({
              href: `#${at}`,
              text: `${text.question.text}：${catalogue.fault[reason]}`,
            })),
          ]}
        />
      }
    >
      <p class="hint">
        {catalogue.sourceHint} {catalogue.easyHint}
      </p>
      <form
        method="post"
        action={paths.question(office.slug, event.slug, question?.slug ?? 'new')}
        novalidate
      >
        <input type="hidden" name="version" value={version} />
        <TextFields
          {...{ t, field: 'text', label: text.question.text, hint: text.question.textHint, errors }}
          typed={typed.texts}
          isRequired
        />
        <h2>{text.question.services}</h2>
        <p>{text.question.servicesLead}</p>
        {services.map(service => (
          <Need {...{ page, service, answer: typed.needs[service.slug] ?? '' }} />
        ))}
        <p>
          <a href={paths.cataloguePart(office.slug, 'life-events', event.slug, 'services')}>
            {text.question.otherServices}
          </a>
        </p>
        <p class="actions">
          <button class="button">{catalogue.save}</button>
        </p>
      </form>
    </CatalogueShell>
  )
}

type NeedProps = { page: CatalogueProps['page']; service: Service; answer: string }

function Need({ page: { t, language }, service: { slug, name }, answer }: NeedProps) {
  const id = `needs-${slug}`
  return (
    <div class="field">
      <label for={id} class="label">
        {textOf(name, language)}
      </label>
      <select id={id} name={id} class="input">
        {(['', 'yes', 'no'] as const).map(value => (
          <option value={value} selected={value === answer}>
            {t.planning.question.needs[value === '' ? 'either' : value]}
          </option>
        ))}
      </select>
    </div>
  )
}
