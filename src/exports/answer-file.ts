import type { Office } from '../offices/office.ts'
import { contentType } from './file.ts'
import { contentDisposition } from './file-name.ts'
import type { ExportQuestion } from './form.ts'

/** The answer that a browser keeps as a file; without bytes for whoever only asks what it would be. */
export function answerFile(
  office: Office,
  { tables, span, format, encoding }: ExportQuestion,
  bytes: ReadableStream<Uint8Array> | null,
  more: Record<string, string> = {},
): Response {
  const [first, ...others] = tables
  const named = others.length === 0 ? first : { name: 'tables', label: '統計データ', isDated: true }
  const { name, label } = named
  return new Response(bytes, {
    headers: {
      'Content-Type': contentType(format, encoding),
      'Content-Disposition': contentDisposition({
        ...{ office: office.slug, name, label, format },
        span: named.isDated ? span : null,
      }),
      'Cache-Control': 'no-store',
      ...more,
    },
  })
}
