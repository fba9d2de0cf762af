import { expect, test } from 'vitest'
import { collectOnceIdle } from '#src/memory.ts'

test('what loading has left behind is given back in an idle second, and programs get no gc of their own by it', async () => {
  const left = new WeakRef({ what: 'nobody holds this' })
  await new Promise(resolve => setTimeout(resolve, 100))
  expect(left.deref()).toBeDefined()

  collectOnceIdle()

  // A reference that was followed lives until the turn of the event loop ends.
  await new Promise(resolve => setTimeout(resolve, 50))
  await expect.poll(() => left.deref() === undefined, { timeout: 20_000, interval: 1500 }).toBe(true)
  expect('gc' in globalThis).toBe(false)
})
