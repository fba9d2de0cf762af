import type { Format } from './file.ts'
import type { Span } from './span.ts'

type Named = { office: string; name: string; label: string; span: Span | null; format: Format | 'svg' }

/**
 * How a browser is told to keep a file: a name in ASCII for those that know no other, and one in Japanese
 * (RFC 6266, RFC 8187).
 */
export function contentDisposition({ office, name, label, span, format }: Named): string {
  const days = span === null ? '' : `_${span.from}_${span.to}`
  const japanese = encodeURIComponent(`${label}${days}.${format}`).replaceAll(
    /['()*!]/g,
    letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${office}_${name}${days}.${format}"; filename*=UTF-8''${japanese}`
}
