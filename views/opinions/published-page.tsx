import type { Category } from '#src/opinions/opinion.ts'
import type { Office } from '#src/offices/office.ts'
import { langOf } from '#src/languages.ts'
import { paths } from '#src/paths.ts'
import { BackLink } from '../components/parts.tsx'
import { type Page, Shell } from '../layout/shell.tsx'
import { longMonth } from '../text/dates.ts'
import { counterLabel } from './fields.tsx'

type Published = {
  /** `YYYY-MM` in which it came in. */
  month: string
  category: Category
  counterId: number | null
  text: string
  answer: string
}

type Props = {
  page: Page
  office: Office
  opinions: readonly Published[]
  span: { from: string; to: string }
  /** The last month of the year before. */
  earlier: string
  /** The last month of the year after; null where that has not come. */
  later: string | null
}

/** What people told the office and what it answered, by month and without anything about them. */
export function PublishedPage({ page, office, opinions, span, earlier, later }: Props) {
  const { t, language } = page
  const text = t.opinions.answers
  const monthName = (date: string) => longMonth(date.slice(0, 7), language)
  return (
    <Shell page={page} title={text.title} styles={['opinions.css']}>
      <BackLink href={paths.opinions(office.slug)}>{t.opinions.title}</BackLink>
      <h1>{text.title}</h1>
      <p>{text.lead}</p>
      <p class="hint">{text.span(monthName(span.from), monthName(span.to))}</p>
      {opinions.length === 0 && <p>{text.none}</p>}
      {[...Map.groupBy(opinions, ({ month }) => month)].map(([month, ofMonth]) => (
        <section>
          <h2>{text.month(longMonth(month, language))}</h2>
          {ofMonth.map(opinion => (
            <PublishedOpinion page={page} office={office} opinion={opinion} />
          ))}
        </section>
      ))}
      <ul class="rows">
        <li>
          <a class="row" href={paths.publishedOpinions(office.slug, earlier)}>
            <span class="row-title">{text.older}</span>
          </a>
        </li>
        {later && (
          <li>
            <a class="row" href={paths.publishedOpinions(office.slug, later)}>
              <span class="row-title">{text.newer}</span>
            </a>
          </li>
        )}
      </ul>
      <p class="actions">
        <a class="button button-outline" href={paths.opinions(office.slug)}>
          {text.send}
        </a>
      </p>
    </Shell>
  )
}

type OpinionProps = { page: Page; office: Office; opinion: Published }

function PublishedOpinion({ page, office, opinion }: OpinionProps) {
  const text = page.t.opinions
  const counter = office.counters.find(({ id }) => id === opinion.counterId)
  return (
    <article class="published" lang="ja">
      <p class="opinion-marks" lang={langOf(page.language)}>
        <span class="chip">{text.categoryName[opinion.category]}</span>
        {counter && <span class="hint">{counterLabel(page, counter)}</span>}
      </p>
      <h3 lang={langOf(page.language)}>{text.answers.opinion}</h3>
      <p class="opinion-text">{opinion.text}</p>
      <h3 lang={langOf(page.language)}>{text.answers.answer}</h3>
      <p class="opinion-text">{opinion.answer}</p>
    </article>
  )
}
