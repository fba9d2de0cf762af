import { newReceipt, parseReceipt } from '../access/token.ts'

/** How long a code can be sent, and how many wrong ones in that time. */
export const codeMinutes = 15
export const codeTriesMax = 5

/** Eight letters and figures, with a figure among them: no word that somebody looks for is taken for one. */
export function newLinkCode(): string {
  for (;;) {
    const code = newReceipt()
    if (/\d/.test(code)) return code
  }
}

/** The code in what somebody has sent, in any width, case and grouping; null when it cannot be one. */
export function parseLinkCode(typed: string): string | null {
  const code = typed.length <= 40 ? parseReceipt(typed) : null
  return code !== null && /\d/.test(code) ? code : null
}

/** An account's own name on LINE, from what was typed: `@123abcde`; null when it cannot be one. */
export function parseBasicId(typed: string): string | null {
  const id = typed.normalize('NFKC').trim().toLowerCase()
  const withAt = id.startsWith('@') ? id : `@${id}`
  return /^@[a-z0-9][a-z0-9._-]{2,31}$/.test(withAt) ? withAt : null
}

/** Opens the account in LINE, to make it a friend. */
export function friendUrl(basicId: string): string {
  return `https://line.me/R/ti/p/${encodeURIComponent(basicId)}`
}

/** Opens the talk with the account in LINE, with a text ready to be sent. */
export function talkUrl(basicId: string, text: string): string {
  return `https://line.me/R/oaMessage/${encodeURIComponent(basicId)}/?${encodeURIComponent(text)}`
}
