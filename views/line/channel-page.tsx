import type { Instant } from '#src/clock.ts'
import type { ChannelFault, TypedChannel } from '#src/line/form.ts'
import type { TestResult } from '#src/line/test-channel.ts'
import type { Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink, ErrorSummary, Facts, Notice, TextField } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { longDateTime } from '../text/dates.ts'

/** Of the channel as it is saved: never its secrets. */
type ShownChannel = {
  basicId: string
  isOn: boolean
  version: number
  fault: string | null
  faultAt: Instant | null
  /** No key of the server opens its secrets. */
  isLocked: boolean
}

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  channel: ShownChannel | null
  typed: Pick<TypedChannel, 'basicId' | 'isOn'>
  faults: readonly ChannelFault[]
  isStale: boolean
  isSaved: boolean
  /** False where there is no key by which secrets could be sealed. */
  canKeep: boolean
  /** What the test has just found. */
  result: TestResult | null
  webhookUrl: string
}

/** The office's channel of LINE: its state, its fields and a test. */
export function ChannelPage(props: Props) {
  const { page, staff, office, channel, faults, isStale, isSaved, canKeep, result, webhookUrl } = props
  const { t } = page
  const text = t.lineChannel
  const errors = faults.map(({ field, reason }) => ({ href: `#${field}`, text: text.fault[reason] }))
  return (
    <StaffShell {...{ page, staff, title: text.title }} hasError={errors.length > 0 || isStale} wide>
      <BackLink href={paths.staffOffice(office.slug)}>{t.officeDoors.title}</BackLink>
      <ErrorSummary t={t} errors={errors} />
      {isStale && (
        <div class="notice notice-error" role="alert" tabindex={-1} data-error-summary>
          <h2 class="notice-title">{text.stale.title}</h2>
          <p>{text.stale.text}</p>
        </div>
      )}
      {isSaved && (
        <Notice kind="success">
          <p>{text.saved}</p>
        </Notice>
      )}
      {result && (
        <Notice kind={result === 'connected' ? 'success' : 'warning'}>
          <p>{text.test.result[result]}</p>
        </Notice>
      )}
      <h1>{text.title}</h1>
      <p>{text.lead}</p>
      <Keys {...props} />
      <Trouble {...props} />
      <Facts
        facts={[
          { term: text.state, children: channel ? (channel.isOn ? text.on : text.off) : text.none },
          { term: text.webhook, children: <code class="line-address">{webhookUrl}</code> },
        ]}
      />
      <p class="hint">{text.webhookNote}</p>
      {(canKeep || channel) && <ChannelForm {...props} />}
      {channel && !channel.isLocked && <ChannelTest {...props} />}
    </StaffShell>
  )
}

/** What the server needs so that secrets can be kept and read. */
function Keys({ page: { t }, channel, canKeep }: Props) {
  const { noKey, locked } = t.lineChannel
  if (canKeep && !channel?.isLocked) return null
  const { title, text } = canKeep ? locked : noKey
  return (
    <Notice kind="warning" title={title}>
      <p>{text}</p>
    </Notice>
  )
}

function Trouble({ page: { t, language }, office, channel }: Props) {
  const text = t.lineChannel.trouble
  if (!channel?.fault || channel.faultAt === null || channel.isLocked) return null
  const isLater = /_(429|5\d\d|no_answer)$/.test(channel.fault)
  const why = channel.fault === 'line_monthly_limit' ? text.monthly : isLater ? text.later : text.refused
  return (
    <Notice kind="warning" title={text.title}>
      <p>{why}</p>
      <p>
        {text.at(longDateTime(channel.faultAt, office.timeZone, language))} {text.text}
      </p>
    </Notice>
  )
}

function ChannelForm({ page: { t }, office, channel, typed, faults, canKeep }: Props) {
  const text = t.lineChannel
  const faultOf = (field: ChannelFault['field']) => {
    const fault = faults.find(candidate => candidate.field === field)
    return fault && text.fault[fault.reason]
  }
  return (
    <form method="post" action={paths.lineChannel(office.slug)} novalidate autocomplete="off">
      <h2>{text.values}</h2>
      <input type="hidden" name="version" value={channel?.version ?? 0} />
      <TextField
        {...{ t, name: 'basicId', label: text.field.basicId, hint: text.hint.basicId }}
        value={typed.basicId}
        error={faultOf('basicId')}
        autocomplete="off"
        isRequired
        isShort
      />
      {(canKeep ? (['secret', 'accessToken'] as const) : []).map(name => (
        <TextField
          {...{ t, name, label: text.field[name], value: '', type: 'password' }}
          hint={channel && !channel.isLocked ? text.hint.kept : text.hint[name]}
          error={faultOf(name)}
          autocomplete="new-password"
          isRequired={!channel}
        />
      ))}
      <div class="field">
        <label class="choice" for="isOn">
          <input
            id="isOn"
            type="checkbox"
            name="isOn"
            value="yes"
            checked={typed.isOn}
            aria-describedby="isOn-hint"
          />
          {text.isOn}
        </label>
        <p id="isOn-hint" class="hint">
          {text.onNote}
        </p>
      </div>
      <p class="actions">
        <button class="button">{text.save}</button>
      </p>
    </form>
  )
}

function ChannelTest({ page: { t }, office }: Props) {
  const text = t.lineChannel.test
  return (
    <>
      <h2>{text.title}</h2>
      <p>{text.lead}</p>
      <form method="post" action={paths.lineChannelTest(office.slug)}>
        <p class="actions">
          <button class="button button-outline">{text.submit}</button>
        </p>
      </form>
    </>
  )
}
