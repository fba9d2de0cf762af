import { textOf } from '#src/offices/localized.ts'
import type { Counter, Office } from '#src/offices/office.ts'
import type { DayPair, DayShown } from '#src/openings/week.ts'
import { dayName, dayWords, type Speaking } from './words.ts'

type Props = { speaking: Speaking; before: Office; counter: Counter; days: readonly DayPair[] }

/** A counter's week as it is and as it will be, side by side. */
export function WeekTable({ speaking, before, counter, days }: Props) {
  const { t, language } = speaking
  const text = t.openings.preview
  const name = textOf(counter.name, language)
  return (
    <div class="table-frame" tabindex={0} role="region" aria-label={name}>
      <table class="table openings-week">
        <caption>{name}</caption>
        <thead>
          <tr>
            <th scope="col">{text.day}</th>
            <th scope="col">{text.now}</th>
            <th scope="col">{text.after}</th>
          </tr>
        </thead>
        <tbody>
          {days.map(day => {
            const withWindows = !isSameHours(day)
            return (
              <tr class={day.differs ? 'openings-differs' : undefined}>
                <th scope="row">
                  {dayName(speaking, day.date)} {day.differs && <span class="chip">{text.differs}</span>}
                </th>
                <td>
                  <Words words={dayWords({ ...speaking, office: before }, day.before, withWindows)} />
                </td>
                <td>
                  <Words words={dayWords(speaking, day.after, withWindows)} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** Windows are told where they, and not the hours, are what changes. */
function isSameHours({ before, after, differs }: DayPair): boolean {
  const hours = ({ opening }: DayShown) => JSON.stringify([opening.hours, [...(opening.ownHours ?? [])]])
  return !differs || hours(before) !== hours(after)
}

function Words({ words }: { words: readonly string[] }) {
  return (
    <>
      {words.map((line, index) => (
        <>
          {index > 0 && <br />}
          {line}
        </>
      ))}
    </>
  )
}
