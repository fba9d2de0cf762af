import type { Code } from '#src/exports/dictionary-table.ts'
import type { Column, ExportTable } from '#src/exports/table.ts'
import { paths } from '#src/paths.ts'
import type { StaffMember } from '#src/staff/staff-member.ts'
import { BackLink } from '../components/parts.tsx'
import { type FiguresPage, FiguresShell } from '../statistics/figures-shell.tsx'
import type { Texts } from '../text/index.ts'

type Props = {
  page: FiguresPage
  staff: StaffMember
  tables: readonly ExportTable[]
  codes: readonly Code[]
}

/** What every column of every file means, made from the descriptions that the files are made from. */
export function DictionaryPage({ page, staff, tables, codes }: Props) {
  const { t } = page
  const text = t.exports.dictionary
  const file = (name: string) =>
    paths.exportFile({ tables: [name], from: '', to: '', format: 'csv', encoding: 'utf-8' })
  return (
    <FiguresShell {...{ page, staff }} title={text.title} styles={['exports.css']}>
      <BackLink href={paths.exports()}>{t.exports.title}</BackLink>
      <h1>{text.title}</h1>
      <p class="lead">{text.lead}</p>
      <p class="actions">
        <a class="button button-outline" href={file('dictionary')}>
          {text.take}
        </a>
        <a class="button button-outline" href={file('codes')}>
          {text.takeCodes}
        </a>
      </p>
      <nav aria-label={t.exports.tables}>
        <ul class="export-contents">
          {tables.map(({ name, label }) => (
            <li>
              <a href={`#${name}`}>{label}</a>
            </li>
          ))}
        </ul>
      </nav>
      {tables.map(table => (
        <Table t={t} table={table} codes={codes.filter(code => code.table === table.name)} />
      ))}
    </FiguresShell>
  )
}

function Table({ t, table, codes }: { t: Texts; table: ExportTable; codes: readonly Code[] }) {
  const { name, label, definition, columns, isInside } = table
  const text = t.exports.dictionary
  return (
    <section>
      <h2 id={name}>
        {label} <code class="export-name">{name}</code>{' '}
        {isInside && <span class="chip">{t.exports.inside}</span>}
      </h2>
      <p>{definition}</p>
      <div class="table-frame" role="region" aria-labelledby={name} tabindex={0}>
        <table class="table export-columns">
          <thead>
            <tr>
              {(['column', 'label', 'unit', 'type', 'definition', 'example'] as const).map(head => (
                <th scope="col">{text.columns[head]}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {columns.map(column => (
              <Row t={t} column={column} codes={codes.filter(code => code.column === column.key)} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Row({ t, column, codes }: { t: Texts; column: Column; codes: readonly Code[] }) {
  const { key, label, unit, type, definition, example } = column
  const text = t.exports.dictionary
  return (
    <tr>
      <th scope="row">
        <code>{key}</code>
      </th>
      <td>{label}</td>
      <td>{unit}</td>
      <td>{text.types[type]}</td>
      <td class="export-definition">
        {definition}
        {codes.length > 0 && (
          <details>
            <summary>{text.codes(codes.length)}</summary>
            <dl>
              {codes.map(({ code, label: meaning }) => (
                <div>
                  <dt>
                    <code>{code}</code>
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </details>
        )}
      </td>
      <td>
        <code>{example}</code>
      </td>
    </tr>
  )
}
