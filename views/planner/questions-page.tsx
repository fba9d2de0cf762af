import type { TypedPlaces } from '#src/catalogue/order.ts'
import { questionsMax } from '#src/offices/life-event.ts'
import { textOf } from '#src/offices/localized.ts'
import { type Answer, type LifeEvent, type Question, servicesByIds } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import { type CatalogueProps, CatalogueShell } from '../catalogue/catalogue-shell.tsx'
import { ErrorSummary } from '../components/parts.tsx'

type Props = CatalogueProps & {
  event: LifeEvent
  places: TypedPlaces
  wrong: readonly string[]
  version: number
  isStale: boolean
  isDone: boolean
}

/** What a life event asks, in which order, and what each answer leads to. */
export function QuestionsPage(props: Props) {
  const { page, staff, office, event, wrong, version, isStale, isDone } = props
  const { t, language } = page
  const { catalogue, planning: text } = t
  const name = textOf(event.name, language)
  const title = text.questions.title(name)
  return (
    <CatalogueShell
      {...{ page, staff, office, title, isStale, done: isDone ? catalogue.saved : null }}
      hasError={wrong.length > 0}
      back={{ href: paths.catalogueTexts(office.slug, 'life-events', event.slug), text: name }}
      summary={
        <ErrorSummary
          t={t}
          errors={event.questions
            .filter(({ slug }) => wrong.includes(slug))
            .map(({ slug, text }) => ({
              href: `#place-${slug}`,
              text: `${textOf(text, language)}：${catalogue.documents.not_a_number}`,
            }))}
        />
      }
    >
      <p>{text.questions.lead}</p>
      {event.questions.length < questionsMax && (
        <p>
          <a class="button button-outline" href={paths.question(office.slug, event.slug, 'new')}>
            {text.questions.add}
          </a>
        </p>
      )}
      {event.questions.length === 0 ? (
        <p>{text.questions.none}</p>
      ) : (
        <form method="post" action={paths.questions(office.slug, event.slug)} novalidate>
          <input type="hidden" name="version" value={version} />
          <p class="hint">{text.questions.hint}</p>
          <div class="table-frame" tabindex={0} role="region" aria-label={title}>
            <table class="table catalogue-order">
              <thead>
                <tr>
                  <th scope="col">{catalogue.order.column.place}</th>
                  <th scope="col">{text.questions.question}</th>
                  <th scope="col">{text.questions.whenYes}</th>
                  <th scope="col">{text.questions.whenNo}</th>
                  <th scope="col">{text.questions.remove}</th>
                </tr>
              </thead>
              <tbody>
                {event.questions.map(question => (
                  <QuestionRow {...props} question={question} />
                ))}
              </tbody>
            </table>
          </div>
          <p class="actions">
            <button class="button">{catalogue.save}</button>
          </p>
        </form>
      )}
      <p>
        <a href={paths.lifeEvent(office.slug, event.slug)}>{text.questions.see}</a>
      </p>
    </CatalogueShell>
  )
}

function QuestionRow({ page, office, event, places, wrong, question }: Props & { question: Question }) {
  const { t, language } = page
  const { catalogue, planning } = t
  const { slug } = question
  const name = textOf(question.text, language)
  const neededBy = (answer: Answer) =>
    servicesByIds(
      office,
      question.needs.filter(need => need.answer === answer).map(({ serviceId }) => serviceId),
    )
      .map(service => textOf(service.name, language))
      .join(t.listComma)
  return (
    <tr>
      <td>
        <input type="hidden" name="row" value={slug} />
        <input
          id={`place-${slug}`}
          name={`place-${slug}`}
          type="text"
          inputmode="numeric"
          class="input catalogue-place"
          value={places[slug] ?? ''}
          aria-label={catalogue.order.place(name)}
          aria-invalid={wrong.includes(slug) ? 'true' : undefined}
        />
      </td>
      <th scope="row" class="catalogue-question">
        <a href={paths.question(office.slug, event.slug, slug)}>{name}</a>
      </th>
      <td class="catalogue-needs">{neededBy('yes') || planning.questions.nothing}</td>
      <td class="catalogue-needs">{neededBy('no') || planning.questions.nothing}</td>
      <td>
        <label class="choice" for={`remove-${slug}`}>
          <input
            id={`remove-${slug}`}
            type="checkbox"
            name="remove"
            value={slug}
            aria-label={planning.questions.removeOne(name)}
          />
          {planning.questions.remove}
        </label>
      </td>
    </tr>
  )
}
