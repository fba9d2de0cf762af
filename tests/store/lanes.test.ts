import { expect, test } from 'vitest'
import { createPatience } from '#db/patience.ts'
import { engine, openWard } from '../support/ward.ts'

test.runIf(engine === 'sqlite')(
  'whoever is patient lets all others go first, also those who come later',
  async () => {
    const { store } = (await openWard()).deps
    const order: string[] = []
    const deed = (name: string, isPatient: boolean) =>
      store.write(
        async () => {
          order.push(name)
        },
        { isPatient },
      )

    await Promise.all([
      deed('resident 1', true),
      deed('resident 2', true),
      deed('call next', false),
      deed('resident 3', true),
      deed('check-in', false),
    ])

    expect(order).toEqual(['call next', 'check-in', 'resident 1', 'resident 2', 'resident 3'])
  },
)

test('residents who wait take nothing from the places of staff', async () => {
  const { store } = (await openWard()).deps
  const patient = Array.from({ length: 300 }, (_, index) =>
    store.write(async () => index, { isPatient: true }),
  )
  expect(await store.write(async () => 'called')).toBe('called')
  expect(await Promise.all(patient)).toHaveLength(300)
})

test('of those who are patient only so many are at work at once, in the order in which they came', async () => {
  const patience = createPatience({ placesMax: 2, waitingMax: 2 })
  const ends: Array<() => void> = []
  const begun: number[] = []
  const deeds = [0, 1, 2, 3].map(index =>
    patience.within(() => {
      begun.push(index)
      return new Promise<void>(resolve => ends.push(resolve))
    }),
  )
  await Promise.resolve()
  expect(begun).toEqual([0, 1])
  await expect(patience.within(async () => {})).rejects.toThrow('too many writes wait')

  for (let index = 0; index < 4; index += 1) {
    ends[index]?.()
    await deeds[index]
    await Promise.resolve()
  }
  expect(begun).toEqual([0, 1, 2, 3])
})
