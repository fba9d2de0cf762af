import type { Closing } from '#src/closings/closing.ts'
import { paths } from '#src/paths.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { whenWords } from './affected-cells.tsx'
import type { ClosingProps } from './closing-shell.tsx'
import { counterWords, spanWords } from './plan-words.ts'

type Props = ClosingProps & { begun: readonly Closing[]; done: readonly Closing[]; isDiscarded: boolean }

/** Closings that somebody has begun, and those that are done. */
export function ListPage({ page, staff, office, begun, done, isDiscarded }: Props) {
  const t = page.t.closings
  const table = { page, office }
  return (
    <StaffShell {...{ page, staff, title: t.title }} styles={['closings.css']} wide>
      {isDiscarded && (
        <p class="notice notice-success" role="status">
          {t.discard.done}
        </p>
      )}
      <h1>{t.title}</h1>
      <p class="closing-lead">{t.lead}</p>
      <p class="actions">
        <a class="button" href={paths.newClosing()}>
          {t.begin}
        </a>
      </p>
      <p>
        {t.urgent} <a href={paths.banners()}>{t.banner}</a>
      </p>
      <h2>{t.begun}</h2>
      {begun.length === 0 ? <p>{t.noneBegun}</p> : <Closings {...table} title={t.begun} closings={begun} />}
      <h2>{t.done}</h2>
      {done.length === 0 ? <p>{t.noneDone}</p> : <Closings {...table} title={t.done} closings={done} />}
    </StaffShell>
  )
}

type TableProps = Pick<Props, 'page' | 'office'> & { title: string; closings: readonly Closing[] }

function Closings({ page, office, title, closings }: TableProps) {
  const text = page.t.closings
  return (
    <div class="closing-scroll" role="region" aria-label={title} tabindex={0}>
      <table class="closing-table">
        <thead>
          <tr>
            {(['span', 'counters', 'changed', 'open'] as const).map(column => (
              <th scope="col">{text.columns[column]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {closings.map(closing => (
            <tr>
              <th scope="row">
                {spanWords(page, closing)}
                {closing.state === 'begun' && closing.isBookingStopped && (
                  <b class="closing-stopped">{text.stopped}</b>
                )}
              </th>
              <td>{counterWords(page, office, closing)}</td>
              <td>
                <span class="whole">{whenWords(page, office, closing.changedAt)}</span>{' '}
                <span class="whole">{closing.changedBy}</span>
              </td>
              <td>
                <a class="closing-open" href={paths.closing(closing.id)}>
                  {closing.state === 'begun' ? text.goOn : text.show}
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
