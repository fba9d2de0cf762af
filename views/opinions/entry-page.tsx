import type { OpinionFieldError, TypedEntry } from '#src/opinions/details.ts'
import { deskChannels, opinionLettersMax } from '#src/opinions/opinion.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, ErrorSummary, IntentKey, TextArea, TextField } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { AnswerWish, CategoryChoices, Choices, CounterSelect, faultsOf, summaryOf } from './fields.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  typed: TypedEntry
  errors: readonly OpinionFieldError[]
  intentKey: string
}

/** What came on paper, by telephone or at the desk, written down by staff. */
export function EntryPage({ page, staff, office, typed, errors, intentKey }: Props) {
  const { t } = page
  const { entry, staff: words, ...text } = t.opinions
  const faultOf = faultsOf(t, errors)
  const channels = deskChannels.map(name => [name, words.channelName[name]] as const)
  return (
    <StaffShell
      page={page}
      staff={staff}
      title={entry.title}
      hasError={errors.length > 0}
      styles={['opinions.css']}
    >
      <BackLink href={paths.staffOpinions()}>{words.back}</BackLink>
      <ErrorSummary t={t} errors={summaryOf(t, errors)} />
      <h1>{entry.title}</h1>
      <p>{entry.lead}</p>
      <form method="post" action={paths.enterOpinion()} novalidate>
        <IntentKey value={intentKey} />
        <Choices
          page={page}
          name="channel"
          legend={entry.channel}
          choices={channels}
          chosen={typed.channel}
          error={faultOf('channel')}
        />
        <TextField
          t={t}
          name="receivedDate"
          type="date"
          label={entry.receivedDate}
          hint={entry.receivedDateHint}
          error={faultOf('receivedDate')}
          value={typed.receivedDate}
          autocomplete="off"
          isRequired
          isShort
        />
        <CategoryChoices page={page} chosen={typed.category} error={faultOf('category')} />
        <CounterSelect
          page={page}
          office={office}
          chosen={typed.counter}
          hint={entry.counterHint}
          error={faultOf('counter')}
        />
        <TextArea
          t={t}
          name="text"
          label={text.text}
          hint={entry.textHint(opinionLettersMax)}
          error={faultOf('text')}
          value={typed.text}
          rows={8}
          isRequired
        />
        <AnswerWish
          page={page}
          typed={typed}
          faultOf={faultOf}
          label={entry.wantsAnswer}
          labelHint={entry.wantsAnswerHint}
          hint={entry.contactHint}
          isOwn={false}
        />
        <p class="actions">
          <button class="button">{entry.submit}</button>
        </p>
      </form>
    </StaffShell>
  )
}
