/**
 * Marks that a text carries through a page until its last step turns them into elements. They are the characters
 * that Unicode keeps for this: interlinear annotation for the reading of a word, an isolate for a foreign text.
 */
const reading = { begin: '\u{FFF9}', between: '\u{FFFA}', end: '\u{FFFB}' }
const isolate = { begin: '\u{2068}', end: '\u{2069}' }

const written = /\{([^|{}]+)\|([^{}]+)\}/g
const marked =
  /\u{FFF9}([^\u{FFF9}-\u{FFFB}]*)\u{FFFA}[^\u{FFF9}-\u{FFFB}]*\u{FFFB}|[\u{2068}\u{2069}\u{FFF9}-\u{FFFB}]/gu

// Tags with the text of those elements that can hold no other; and the text between tags that has a mark.
const inPage =
  /<(?:title|option|textarea)\b[^>]*>[^<]*|<[^>]*>|[^<]*[\u{FFF9}-\u{FFFB}\u{2068}\u{2069}][^<]*/gu
const withReading = /\u{FFF9}([^\u{FFF9}-\u{FFFB}]*)\u{FFFA}([^\u{FFF9}-\u{FFFB}]*)\u{FFFB}/gu
const inIsolate = /\u{2068}([^\u{2068}\u{2069}]*)\u{2069}/gu
const isOneElement = /^<span lang="ja">[^<]*<\/span>$/
const ruby = '<ruby>$1<rp>（</rp><rt>$2</rt><rp>）</rp></ruby>'

/** Marks the readings of a text that writes them as `{予約|よやく}`. */
export function readingsOf(text: string): string {
  return text.replaceAll(written, `${reading.begin}$1${reading.between}$2${reading.end}`)
}

/** Marks a text that is in Japanese on a page in another language. */
export function foreign(text: string): string {
  return text === '' ? '' : `${isolate.begin}${text}${isolate.end}`
}

/** A text without its marks. */
export function unmarked(text: string): string {
  return text.replaceAll(marked, '$1')
}

/**
 * Turns the marks in a page's HTML into elements: readings into ruby, or nothing where they are not wanted, and
 * foreign texts into a span that says so. Attributes, titles and options keep the letters alone.
 */
export function withElements(html: string, { hasReadings }: { hasReadings: boolean }): string {
  if (!hasReadings && !html.includes(isolate.begin)) return unmarked(html)
  return html.replaceAll(inPage, found => {
    if (found.startsWith('<')) return unmarked(found)
    const text = (hasReadings ? found.replaceAll(withReading, ruby) : found).replaceAll(
      inIsolate,
      '<span lang="ja">$1</span>',
    )
    // One element for all of it: in a row of boxes every piece would be a box of its own.
    return isOneElement.test(text) ? text : `<span>${unmarked(text)}</span>`
  })
}
