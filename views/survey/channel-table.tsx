import type { ChannelResult, Results } from '#src/survey/results.ts'
import type { PlainStaffPage } from '../layout/staff-shell.tsx'
import { percentText } from './figure-text.tsx'
import { TableRegion } from './table-region.tsx'
import { whole } from '../text/numbers.ts'

/** How many answered in which way, and of how many. */
export function ChannelTable({ page, results }: { page: PlainStaffPage; results: Results }) {
  const t = page.t.survey.results
  const { channels, answered } = results
  const valid = channels.reduce((sum, channel) => sum + channel.valid, 0)
  return (
    <>
      <h2>{t.responses}</h2>
      <TableRegion label={t.responses}>
        <table class="survey-table">
          <thead>
            <tr>
              <th scope="col">{t.channel}</th>
              <th scope="col" class="survey-number">
                {t.answered}
              </th>
              <th scope="col" class="survey-number">
                {t.valid}
              </th>
              <th scope="col">{t.base}</th>
              <th scope="col" class="survey-number">
                {t.rate}
              </th>
            </tr>
          </thead>
          <tbody>
            {channels.map(channel => (
              <tr>
                <th scope="row">{page.t.survey.channel[channel.channel]}</th>
                <td class="survey-number">{whole(channel.answered)}</td>
                <td class="survey-number">{whole(channel.valid)}</td>
                <td>{baseText(page, channel)}</td>
                <td class="survey-number">{percentText(channel.ratePercent)}</td>
              </tr>
            ))}
            <tr class="survey-total">
              <th scope="row">{t.total}</th>
              <td class="survey-number">{whole(answered)}</td>
              <td class="survey-number">{whole(valid)}</td>
              <td>—</td>
              <td class="survey-number">{t.noRate}</td>
            </tr>
          </tbody>
        </table>
      </TableRegion>
      <p class="hint">{t.responsesNote}</p>
    </>
  )
}

function baseText(page: PlainStaffPage, { channel, visits }: ChannelResult): string {
  const { baseOf } = page.t.survey.results
  if (visits === null) return baseOf.none
  return channel === 'ticket' ? baseOf.ticket(visits) : baseOf.kiosk(visits)
}
