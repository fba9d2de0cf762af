import { dateOf } from '#src/clock.ts'
import { textOf } from '#src/offices/localized.ts'
import { paths } from '#src/paths.ts'
import { Facts, Notice } from '../components/parts.tsx'
import { longDate } from '../text/dates.ts'
import { languageName } from '../text/language-name.ts'
import type { OneProps } from './one.tsx'

/** What is known of an opinion beside its text. Who wrote it is a page of its own. */
export function OpinionFacts({ page, staff, office, opinion, can }: OneProps) {
  const { t, language } = page
  const { one, staff: words, categoryName, ...text } = t.opinions
  const counter = office.counters.find(({ id }) => id === opinion.counterId)
  const { state, takenBy, answeredBy, answeredAt, closeReason } = opinion
  const taker = takenBy && (takenBy === staff.pseudonym ? words.takenByYou : words.takenBy(takenBy))
  return (
    <>
      <p class="opinion-marks">
        <span class={`chip chip-${state}`}>{words.stateName[state]}</span>
        {opinion.wantsAnswer && <span class="chip">{words.wished}</span>}
        {taker && <span class="hint">{taker}</span>}
      </p>
      {opinion.isMailFailed && (
        <Notice kind="warning">
          <p>{one.mailFailed}</p>
        </Notice>
      )}
      <Facts
        facts={[
          { term: words.category, children: categoryName[opinion.category] },
          {
            term: words.counter,
            children: counter
              ? text.counterOption(counter.number, textOf(counter.name, language))
              : text.wholeOffice,
          },
          { term: words.received, children: longDate(opinion.receivedDate, language) },
          { term: words.channel, children: words.channelName[opinion.channel] },
          ...(opinion.language === 'ja'
            ? []
            : [{ term: one.language, children: languageName(opinion.language, language) }]),
          {
            term: words.wish,
            children: opinion.wantsAnswer ? (
              <Wish page={page} opinion={opinion} can={can} />
            ) : (
              words.notWished
            ),
          },
          ...(answeredBy && answeredAt
            ? [
                { term: one.answeredBy, children: one.wayTaken[answeredBy] },
                { term: one.answeredAt, children: longDate(dateOf(answeredAt, office.timeZone), language) },
              ]
            : []),
          ...(closeReason ? [{ term: one.closeReason, children: one.reasonName[closeReason] }] : []),
        ]}
      />
    </>
  )
}

function Wish({ page, opinion, can }: Pick<OneProps, 'page' | 'opinion' | 'can'>) {
  const { one, staff: words } = page.t.opinions
  if (!can.seeContact) return <>{`${words.wished} — ${one.contactHidden}`}</>
  if (!opinion.hasContact) return <>{`${words.wished} — ${one.noContact}`}</>
  return (
    <>
      {words.wished} <a href={paths.opinionContact(opinion.id)}>{one.contact}</a>{' '}
      <span class="hint whole">{one.contactNote}</span>
    </>
  )
}
