import type { Counter, Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'
import type { QueueShown, Undoable } from '#src/queue/queue-view.ts'
import { textOf } from '#src/offices/localized.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { pauseReasons } from '#src/windows/window.ts'
import { BackLink, Notice } from '../components/parts.tsx'
import { type StaffPage, StaffShell } from '../layout/staff-shell.tsx'
import { figureTime } from '../text/dates.ts'
import { Alarms } from './alarms.tsx'
import { CurrentTicket } from './current-ticket.tsx'
import { DeedButton } from './deed-button.tsx'
import { LiveStatus } from './live-status.tsx'
import { WindowLists } from './window-lists.tsx'

export type WindowProps = {
  page: StaffPage
  staff: StaffMember
  office: Office
  counter: Counter
  window: QueueShown['windows'][number]
  view: QueueShown
  undoable: Undoable | null
  /** Why the last press was refused. */
  refusal?: string | null
}

/** Where a clerk works: one person at a time, every deed a key, and whoever comes next. */
export function WindowPage(props: WindowProps) {
  const { page, staff, office, counter, window, view, refusal } = props
  const t = page.t.queue
  return (
    <StaffShell
      page={page}
      staff={staff}
      title={t.windowTitle(window.label)}
      hasError={Boolean(refusal)}
      script="window.js"
      styles={['queue.css']}
      wide
    >
      <BackLink href={paths.staffCounter(counter.slug)}>{t.toCounter}</BackLink>
      {refusal && (
        <Notice kind="error" title={t.refused}>
          <p>{refusal}</p>
        </Notice>
      )}
      <div
        data-live
        data-live-zone={office.timeZone}
        data-live-versions={`${counter.slug}:${view.version}`}
        data-live-stream={paths.staffLiveStream([counter.slug])}
        data-live-poll={paths.staffLiveState([counter.slug])}
        data-live-page={paths.staffWindow(window.id)}
        data-now={view.now}
      >
        <Alarms page={page} staff={staff} office={office} alarms={view.alarms} canEnd />
        <WindowHead {...props} />
        <div class="window-grid">
          <div data-live-part="current">
            <CurrentTicket {...props} />
          </div>
          <div data-live-part="lists">
            <WindowLists page={page} office={office} window={window} view={view} />
          </div>
        </div>
        <LiveStatus page={page} time={figureTime(view.now, office.timeZone)} />
      </div>
      <p class="keys-help no-print">
        <label class="check">
          <input type="checkbox" data-keys-switch checked /> {t.keysOn}
        </label>
        <span class="hint">{t.keysHelp}</span>
      </p>
    </StaffShell>
  )
}

function WindowHead({ page, staff, counter, window, undoable }: WindowProps) {
  const t = page.t.queue
  const isOthers = window.state === 'open' && window.staffId !== staff.id
  const deed = (name: string) => paths.windowDeed(window.id, name)
  return (
    <div class="window-head" data-live-part="head">
      <div>
        <h1>
          {t.windowTitle(window.label)}{' '}
          <span class="window-counter">{textOf(counter.name, page.language)}</span>
        </h1>
        <p class="window-state">
          <span class={`chip chip-window-${window.state}`}>{t.windowState[window.state]}</span>{' '}
          {isOthers && <span class="hint">{t.someoneElse}</span>}
        </p>
      </div>
      <form method="post" class="window-deeds">
        {window.state === 'closed' && (
          <DeedButton action={deed('open')} kind="main" digit="1" isFirst>
            {t.deed.open}
          </DeedButton>
        )}
        {isOthers && <DeedButton action={deed('open')}>{t.deed['take-over']}</DeedButton>}
        {window.state === 'paused' && (
          <DeedButton action={deed('continue')} kind="main" digit="1" isFirst>
            {t.deed.continue}
          </DeedButton>
        )}
        {undoable && (
          <>
            <input type="hidden" name="seen" value={undoable.sequence} />
            <DeedButton
              action={paths.ticketDeed(window.id, undoable.ticketId, 'undo')}
              digit="0"
              kind="quiet"
            >
              {t.undoOf(undoable.number, t.event[undoable.type])}
            </DeedButton>
          </>
        )}
        <DeedButton action={deed('alarm')} digit="9" kind="quiet">
          {t.deed.alarm}
        </DeedButton>
        {window.state !== 'closed' && !window.line && (
          <DeedButton action={deed('close')} kind="quiet">
            {t.deed.close}
          </DeedButton>
        )}
      </form>
      {window.state === 'open' && !window.line && (
        <form method="post" class="window-deeds">
          <label class="hidden" for="reason">
            {t.pauseReason}
          </label>
          <select id="reason" name="reason" class="select-small">
            {pauseReasons.map(reason => (
              <option value={reason}>{t.pauseReasons[reason]}</option>
            ))}
          </select>
          <DeedButton action={deed('pause')} kind="quiet">
            {t.deed.pause}
          </DeedButton>
        </form>
      )}
    </div>
  )
}
