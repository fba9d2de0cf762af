import type { ExportChoice } from '#src/exports/form.ts'
import type { TablePreview } from '#src/exports/preview.ts'
import type { Replaced } from '#src/exports/replaced.ts'
import { paths } from '#src/paths.ts'
import type { StaffPage } from '../layout/staff-shell.tsx'
import { longDate } from '../text/dates.ts'

type Props = { page: StaffPage; choice: ExportChoice; previews: readonly TablePreview[] }

/** How many rows there are, what would be lost, and the ways to the files. */
export function ExportPreview({ page, choice, previews }: Props) {
  const { t, language } = page
  const text = t.exports
  const isWorkbook = choice.format === 'xlsx'
  const hasRows = previews.some(({ rows }) => rows > 0)
  const href = (names: readonly string[]) => paths.exportFile({ ...choice, tables: names })
  return (
    <section class="notice export-preview" aria-labelledby="preview">
      <h2 id="preview" class="notice-title">
        {text.preview}
      </h2>
      <p>{text.span(longDate(choice.from, language), longDate(choice.to, language))}</p>
      {!hasRows && <p>{text.nothing}</p>}
      <ul class="export-files">
        {previews.map(({ table: { name, label }, rows, replaced }) => (
          <li>
            <p class="export-file">
              <b>{label}</b> <span>{text.rows(rows)}</span>
              {!isWorkbook && rows > 0 && (
                <a class="button" href={href([name])} data-export>
                  {text.take(choice.format)}
                  <span class="hidden">{label}</span>
                </a>
              )}
            </p>
            {replaced && <Lost page={page} name={name} replaced={replaced} />}
          </li>
        ))}
      </ul>
      {isWorkbook && hasRows && (
        <p class="actions">
          <a class="button" href={href(previews.map(({ table }) => table.name))} data-export>
            {text.takeWorkbook}
          </a>
        </p>
      )}
    </section>
  )
}

const shownMax = 100

/** What CP932 has no place for, in the order in which it comes. */
function Lost({ page, name, replaced }: { page: StaffPage; name: string; replaced: readonly Replaced[] }) {
  const text = page.t.exports.lost
  if (replaced.length === 0) return <p class="export-lossless">{text.nothing}</p>
  const places = replaced.reduce((sum, { times }) => sum + times, 0)
  return (
    <div class="export-lost">
      <p>
        <strong>{text.title(replaced.length, places)}</strong>
        <br />
        {text.text}
      </p>
      <div class="table-frame" role="region" aria-label={`${text.list} ${name}`} tabindex={0}>
        <table class="table">
          <thead>
            <tr>
              {(['character', 'code', 'column', 'row', 'text', 'times'] as const).map(column => (
                <th scope="col">{text.columns[column]}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {replaced.slice(0, shownMax).map(({ character, column, row, text, times }) => (
              <tr>
                <th scope="row" class="export-character">
                  {character}
                </th>
                <td>{codePoints(character)}</td>
                <td>{column}</td>
                <td class="export-number">{row}</td>
                <td>{text}</td>
                <td class="export-number">{times}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {replaced.length > shownMax && <p class="hint">{text.more(replaced.length - shownMax)}</p>}
    </div>
  )
}

function codePoints(character: string): string {
  return Array.from(character)
    .map(letter => `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ')
}
