import type { CheckDeps } from './check.ts'
import { inParts } from './in-parts.ts'
import type { Findings } from './invariant.ts'
import { tokensThatAreNoDigests } from './ended-queries.ts'
import { type LogText, logTextsAfter, textLogs } from './log-queries.ts'

const partSize = 500

const emailAddress = /[^\s"@:]+@[^\s"@]+\.[a-z]{2,}/i
// Letters beside it are those of a digest, which may hold any digits.
const telephoneNumber = /(?<![\w-])0\d{1,4}[- ]?\d{1,4}[- ]?\d{3,4}(?![\w-])/

/** INV-9 and INV-13: what outlives a person is readable, and holds no address, no number and no token. */
export async function checkLogs({ store }: CheckDeps, findings: Findings): Promise<void> {
  for (const log of textLogs)
    await inParts<LogText>(async last => {
      const rows = await store.snapshot(db => logTextsAfter(db, log, last?.id ?? 0, partSize))
      for (const { id, text } of rows) {
        const isTelling = emailAddress.test(text) || telephoneNumber.test(text)
        findings.check('INV-9', !isTelling, `${log.table} ${id}: ${log.column} holds an address or a number`)
        if (log.isJson)
          findings.check('INV-13', isJson(text), `${log.table} ${id}: ${log.column} cannot be read`)
      }
      findings.looked('INV-9', rows.length)
      if (log.isJson) findings.looked('INV-13', rows.length)
      return rows
    }, partSize)

  const { tokens, undigested } = await store.snapshot(tokensThatAreNoDigests)
  findings.looked('INV-9', tokens)
  findings.check('INV-9', undigested === 0, `${undigested} tokens are not kept as digests`)
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
