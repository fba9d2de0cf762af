import type { Office } from '#src/offices/office.ts'
import type { AlarmShown } from '#src/queue/queue-view.ts'
import { paths } from '#src/paths.ts'
import { type StaffMember, worksAt } from '#src/staff/staff-member.ts'
import type { StaffPage } from '../layout/staff-shell.tsx'
import { figureTime } from '../text/dates.ts'
import { DeedButton } from './deed-button.tsx'

type Props = {
  page: StaffPage
  staff: StaffMember
  office: Office
  alarms: readonly AlarmShown[]
  /** Whether this person may end those of the counters they work at. */
  canEnd: boolean
}

/** Windows that call for help, above everything else. */
export function Alarms({ page, staff, office, alarms, canEnd }: Props) {
  const t = page.t.queue
  return (
    <div data-live-part="alarms" role="alert">
      {alarms.length > 0 && (
        <section class="notice notice-error alarm" data-alarm>
          <h2 class="notice-title">{t.alarmTitle}</h2>
          <ul class="alarm-list">
            {alarms.map(({ windowId, counterId, label, raisedAt }) => (
              <li>
                <b>{t.alarmFrom(label, figureTime(raisedAt, office.timeZone))}</b>
                {canEnd && worksAt(staff, { officeId: office.id, counterId }) && (
                  <form method="post">
                    <DeedButton action={paths.windowDeed(windowId, 'end-alarm')} kind="quiet">
                      {t.deed['end-alarm']}
                    </DeedButton>
                  </form>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}
