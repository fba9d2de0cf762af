import type { RowHistory } from '#src/openings/opening-change.ts'
import { rowWords, type Speaking } from './words.ts'

/** The rows of a change in words, before and after. */
export function Rows({ speaking, rows }: { speaking: Speaking; rows: readonly RowHistory[] }) {
  const text = speaking.t.openings.row
  return (
    <ul class="openings-rows">
      {rows.map(row => {
        const { about, before, after } = rowWords(speaking, row)
        return (
          <li>
            <b>{about}</b>{' '}
            {before === null || after === null ? (
              <>
                <span class="chip">{before === null ? text.added : text.removed}</span> {after ?? before}
              </>
            ) : (
              <>
                <span class="chip">{text.changed}</span>
                <br />
                {text.before}：{before}
                <br />
                {text.after}：{after}
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}
