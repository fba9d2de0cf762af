import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { TicketSurvey } from '#src/survey/ticket-survey.ts'
import type { Page } from '../layout/shell.tsx'
import { Goal, Overall } from './overall.tsx'

type Props = { page: Page; office: Office; token: string; survey: TicketSurvey }

/** The questionnaire on the page of a number, once its visit is done. */
export function TicketSurveyPart({ page, office, token, survey }: Props) {
  const t = page.t.survey
  const { state, goal, overall, rest } = survey
  if (state === 'given')
    return (
      <section class="survey">
        <p>
          <b>{t.thanks}</b>
        </p>
        {rest.length > 0 && (
          <p>
            <a class="button button-outline" href={paths.ticketSurvey(office.slug, token)}>
              {t.ticket.more(rest.length)}
            </a>
          </p>
        )}
      </section>
    )
  return (
    <section class="survey">
      <Goal page={page} goal={goal} />
      <Overall page={page} question={overall} action={paths.ticketSurvey(office.slug, token)} />
      <p class="hint">{t.anonymous}</p>
    </section>
  )
}
