import { closeSync, openSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { openLog } from '#src/operation/open-log.ts'

test('of what a full disk does not take, a part waits and the rest is counted as lost', () => {
  const full = openSync('/dev/full', 'w')
  onTestFinished(() => closeSync(full))
  const { log, linesLost } = openLog('info', full)

  for (let line = 0; line < 1000; line += 1) log.info('x'.repeat(100))
  expect(linesLost()).toBe(0)
  for (let line = 0; line < 20_000; line += 1) log.info('x'.repeat(100))

  expect(linesLost()).toBeGreaterThan(13_000)
  expect(linesLost()).toBeLessThan(20_000)
})
