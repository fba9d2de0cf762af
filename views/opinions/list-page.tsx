import { displayReceipt } from '#src/access/token.ts'
import {
  categories,
  type Category,
  type Opinion,
  type OpinionState,
  states,
  wholeOffice,
} from '#src/opinions/opinion.ts'
import { textOf } from '#src/offices/localized.ts'
import type { Counter, Office } from '#src/offices/office.ts'
import { langOf } from '#src/languages.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { ErrorSummary, Notice } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { shortDate } from '../text/dates.ts'

type Asked = {
  state: OpinionState | null
  category: Category | null
  counter: Counter | null | undefined
  month: string | null
  before: number | null
}

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  counters: readonly Counter[]
  isOfficeSeen: boolean
  asked: Asked
  opinions: readonly Opinion[]
  /** Where the next page begins; null on the last. */
  before: number | null
  countOf: ReadonlyMap<OpinionState, number>
  /** The address asked for something that there is not. */
  isRefused: boolean
  can: { enter: boolean; count: boolean }
  isHandedOn: boolean
}

/** The address of the same list, narrowed or turned over. */
function listPath(
  { state, category, counter, month }: Asked,
  more: { state?: string; before?: string },
): string {
  return paths.staffOpinions({
    state: state ?? '',
    category: category ?? '',
    counter: counter === null ? wholeOffice : (counter?.slug ?? ''),
    month: month ?? '',
    ...more,
  })
}

/** All opinions that somebody may read, those entered last first. */
export function ListPage(props: Props) {
  const { page, staff, asked, opinions, before, isRefused, can, isHandedOn } = props
  const { t } = page
  const text = t.opinions.staff
  const isNarrowed = Object.values(asked).some(value => value !== null && value !== undefined)
  return (
    <StaffShell
      page={page}
      staff={staff}
      title={text.title}
      hasError={isRefused}
      styles={['opinions.css']}
      wide
    >
      <ErrorSummary t={t} errors={isRefused ? [{ href: '#category', text: text.listRefused }] : []} />
      <h1>{text.title}</h1>
      {isHandedOn && (
        <div role="status">
          <Notice kind="success">
            <p>{t.opinions.one.handedOn}</p>
          </Notice>
        </div>
      )}
      <p class="opinion-ways">
        {can.enter && (
          <a class="button button-outline" href={paths.enterOpinion()}>
            {text.enter}
          </a>
        )}
        {can.count && (
          <a class="button button-outline" href={paths.opinionMonths()}>
            {text.months}
          </a>
        )}
      </p>
      <StateLinks {...props} />
      <Filter {...props} />
      {opinions.length === 0 ? (
        <p class="opinion-none">{isNarrowed ? text.none : text.noneAtAll}</p>
      ) : (
        <ul class="opinion-rows">
          {opinions.map(opinion => (
            <OpinionRow {...props} opinion={opinion} />
          ))}
        </ul>
      )}
      <p class="actions">
        {asked.before !== null && (
          <a class="button button-outline" href={listPath(asked, {})}>
            {text.newest}
          </a>
        )}
        {before !== null && (
          <a class="button button-outline" href={listPath(asked, { before: String(before) })}>
            {text.older}
          </a>
        )}
      </p>
    </StaffShell>
  )
}

function StateLinks({ page: { t }, asked, countOf }: Props) {
  const text = t.opinions.staff
  const total = [...countOf.values()].reduce((sum, count) => sum + count, 0)
  return (
    <nav aria-label={text.states}>
      <ul class="opinion-states">
        <li>
          <a href={listPath(asked, { state: '' })} aria-current={asked.state === null ? 'true' : undefined}>
            {text.stateCount(text.all, total)}
          </a>
        </li>
        {states.map(state => (
          <li>
            <a href={listPath(asked, { state })} aria-current={asked.state === state ? 'true' : undefined}>
              {text.stateCount(text.stateName[state], countOf.get(state) ?? 0)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Filter({ page, counters, isOfficeSeen, asked }: Props) {
  const { t, language } = page
  const text = t.opinions.staff
  return (
    <form class="opinion-filter" method="get" action={paths.staffOpinions()}>
      {asked.state && <input type="hidden" name="state" value={asked.state} />}
      <p>
        <label class="label" for="category">
          {text.category}
        </label>
        <select id="category" name="category" class="input">
          <option value="">{text.all}</option>
          {categories.map(name => (
            <option value={name} selected={name === asked.category}>
              {t.opinions.categoryName[name]}
            </option>
          ))}
        </select>
      </p>
      <p>
        <label class="label" for="counter">
          {text.counter}
        </label>
        <select id="counter" name="counter" class="input">
          <option value="">{text.all}</option>
          {isOfficeSeen && (
            <option value={wholeOffice} selected={asked.counter === null}>
              {t.opinions.wholeOffice}
            </option>
          )}
          {counters.map(({ slug, number, name }) => (
            <option value={slug} selected={slug === asked.counter?.slug}>
              {t.opinions.counterOption(number, textOf(name, language))}
            </option>
          ))}
        </select>
      </p>
      <p>
        <label class="label" for="month">
          {text.month}
        </label>
        <input id="month" name="month" type="month" class="input" value={asked.month ?? ''} />
      </p>
      <p>
        <button class="button button-small button-outline">{text.filter}</button>
      </p>
    </form>
  )
}

function OpinionRow({ page, staff, office, opinion }: Props & { opinion: Opinion }) {
  const { t, language } = page
  const text = t.opinions.staff
  const receipt = displayReceipt(opinion.receipt)
  const counter = office.counters.find(({ id }) => id === opinion.counterId)
  return (
    <li class="opinion-row">
      <p class="opinion-marks">
        <a class="opinion-receipt" href={paths.staffOpinion(opinion.id)} aria-label={text.open(receipt)}>
          {receipt}
        </a>
        <span class={`chip chip-${opinion.state}`}>{text.stateName[opinion.state]}</span>
        {opinion.wantsAnswer && <span class="chip">{text.wished}</span>}
        {opinion.isMailFailed && <span class="chip chip-failed">{text.mailFailed}</span>}
      </p>
      <p class="opinion-excerpt" lang={langOf(opinion.language)}>
        {excerpt(opinion.text || t.retention.held.textErased)}
      </p>
      <p class="opinion-about">
        <span>{shortDate(opinion.receivedDate, language)}</span>
        <span>{t.opinions.categoryName[opinion.category]}</span>
        <span>
          {counter
            ? t.opinions.counterOption(counter.number, textOf(counter.name, language))
            : t.opinions.wholeOffice}
        </span>
        <span>{text.channelName[opinion.channel]}</span>
        {opinion.takenBy && (
          <span>{opinion.takenBy === staff.pseudonym ? text.takenByYou : text.takenBy(opinion.takenBy)}</span>
        )}
      </p>
    </li>
  )
}

const excerptLettersMax = 100

function excerpt(text: string): string {
  const letters = Array.from(text)
  return letters.length > excerptLettersMax ? `${letters.slice(0, excerptLettersMax).join('')}…` : text
}
