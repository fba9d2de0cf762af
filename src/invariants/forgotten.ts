import type { CheckDeps } from './check.ts'
import type { Findings } from './invariant.ts'
import { endedMessagesWithContent, keysWithoutAnswer, staleRows } from './ended-queries.ts'

/**
 * INV-3, INV-6 and INV-12: a key has its answer, an ended message no content, and what had ended when the job that
 * forgets ran last is gone. Nothing is said of what has ended since.
 */
export async function checkForgotten({ store }: CheckDeps, findings: Findings): Promise<void> {
  const { keys, unanswered } = await store.snapshot(keysWithoutAnswer)
  findings.looked('INV-3', keys)
  findings.check('INV-3', unanswered === 0, `${unanswered} idempotency keys without an answer`)

  const { messages, withContent, withoutContent } = await store.snapshot(endedMessagesWithContent)
  findings.looked('INV-6', messages)
  findings.check('INV-12', withContent === 0, `${withContent} ended messages still have their content`)
  findings.check('INV-6', withoutContent === 0, `${withoutContent} waiting messages have no content`)

  for (const { table, rows, stale } of await store.snapshot(staleRows)) {
    findings.looked('INV-12', rows)
    findings.check('INV-12', stale === 0, `${stale} rows of ${table} should be gone`)
  }
}
