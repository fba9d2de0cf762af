import iconv from 'iconv-lite'

/** Characters of JIS for which Windows has a look-alike of its own; the tables of CP932 know only that one. */
const lookAlikes: Readonly<Record<string, string>> = {
  '〜': '～',
  '−': '－',
  '‖': '∥',
  '—': '―',
  '¢': '￠',
  '£': '￡',
  '¬': '￢',
  '¥': '￥',
}
const lookAlike = /[〜−‖—¢£¬¥]/g
const substitute = '〓'
const ascii = /^[\0-\x7f]*$/

export type Cp932Text = { text: string; replaced: readonly string[] }

/**
 * A text in which CP932 can hold every character: look-alikes are exchanged, and every other character that it
 * has no place for — with its accents and selectors, as a person sees one character — becomes 〓 and is named.
 */
export function toCp932Text(text: string): Cp932Text {
  if (ascii.test(text)) return { text, replaced: [] }
  const exchanged = text.replaceAll(lookAlike, letter => lookAlikes[letter] ?? letter)
  if (isCp932(exchanged)) return { text: exchanged, replaced: [] }

  const replaced: string[] = []
  const letters = [...new Intl.Segmenter('ja').segment(exchanged)].map(({ segment }) => {
    const letter = segment.normalize('NFC')
    if (isCp932(letter)) return letter
    replaced.push(segment)
    return substitute
  })
  return { text: letters.join(''), replaced }
}

/** The bytes of a text that `toCp932Text` has made. */
export function cp932Bytes(text: string): Uint8Array {
  return iconv.encode(text, 'cp932')
}

function isCp932(text: string): boolean {
  return iconv.decode(iconv.encode(text, 'cp932'), 'cp932') === text
}

const answersKeptMax = 1000

/** The same names come thousands of times: what was found out about a text is kept. */
export function keptAnswers<Answer>(ask: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, Answer>()
  return text => {
    const known = answers.get(text)
    if (known !== undefined) return known
    const answer = ask(text)
    if (answers.size < answersKeptMax) answers.set(text, answer)
    return answer
  }
}
