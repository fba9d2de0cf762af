/**
 * Marks that a text carries through a page until its last step turns them into elements. They are the characters
 * that Unicode keeps for this: interlinear annotation for the reading of a word, an isolate for a foreign text.
 */
const reading = { begin: '\u{FFF9}', between: '\u{FFFA}', end: '\u{FFFB}' }
const isolate = { begin: '\u{2068}', end: '\u{2069}' }

const written = /\{([^|{}]+)\|([^{}]+)\}/g
const marked =
  /\u{FFF9}([^\u{FFF9}-\u{FFFB}]*)\u{FFFA}[^\u{FFF9}-\u{FFFB}]*\u{FFFB}|[\u{2068}\u{2069}\u{FFF9}-\u{FFFB}]/gu

const anyMark = /[\uFFF9-\uFFFB\u2068\u2069]/g
const holdsLettersAlone = /^<(?:title|option|textarea)\b/
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
 * foreign texts into a span that says so. Attributes, titles, options and typed texts keep the letters alone.
 */
export function withElements(html: string, { hasReadings }: { hasReadings: boolean }): string {
  if (!hasReadings && !html.includes(isolate.begin)) return unmarked(html)
  const parts: string[] = []
  let done = 0
  for (const { index } of html.matchAll(anyMark)) {
    if (index < done) continue
    const tagAt = html.lastIndexOf('<', index)
    const textAt = html.lastIndexOf('>', index) + 1
    const isInTag = tagAt >= textAt
    const from = isInTag ? tagAt : textAt
    const end = html.indexOf(isInTag ? '>' : '<', index)
    const to = end < 0 ? html.length : end
    const isPlain = isInTag || holdsLettersAlone.test(html.slice(html.lastIndexOf('<', textAt - 1), textAt))
    const piece = html.slice(from, to)
    parts.push(html.slice(done, from), isPlain ? unmarked(piece) : elementsOf(piece, hasReadings))
    done = to
  }
  return parts.join('') + html.slice(done)
}

/** One element for a whole text: in a row of boxes every piece of it would be a box of its own. */
function elementsOf(text: string, hasReadings: boolean): string {
  const read = hasReadings ? text.replaceAll(withReading, ruby) : text
  const known = read.replaceAll(inIsolate, '<span lang="ja">$1</span>')
  return isOneElement.test(known) ? known : `<span>${unmarked(known)}</span>`
}
