import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { randomNumbers } from '../support/random.ts'
import { examine } from './examine.ts'
import { type Figures, newFigures, note } from './figures.ts'
import { createLoad } from './load.ts'
import { startServer } from './server.ts'

export type KillOptions = {
  cycles: number
  seed: number
  /** Taken in turns. SIGTERM: the server is told to stop, and must end with 0. */
  signals?: ReadonlyArray<'SIGKILL' | 'SIGTERM'>
  /**
   * What is done wrongly on purpose. `forget`: the database of before the load is put back. `new_key`: what was not
   * answered is sent again under a new key.
   */
  damage?: 'forget' | 'new_key'
}

const startOfDay = Date.parse('2026-12-01T09:00:00+09:00')

/**
 * Kills the server at a random moment while people book, change, cancel, take numbers and are called, and starts it
 * again, so many times. After each start what was not answered is sent once more, everything that was confirmed is
 * looked for, and at the end all invariants are checked.
 */
export async function killCycles({
  cycles,
  seed,
  signals = ['SIGKILL'],
  damage,
}: KillOptions): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-kill-'))
  const file = join(folder, 'office.db')
  const figures = newFigures()
  const random = randomNumbers(seed)
  // The clock only goes on: each start begins some minutes after the one before.
  const start = (round: number) =>
    startServer(folder, {
      DATABASE_URL: `file:${file}`,
      SAMPLE_NOW: new Date(startOfDay + round * 60_000).toISOString(),
    })

  let server = await start(0)
  try {
    const resending = damage === 'new_key' ? 'new_key' : 'same_key'
    const load = await createLoad(server.url, { random, figures, resending })
    for (let round = 1; round <= cycles; round += 1) {
      if (damage === 'forget') await server.stop().then(() => copyFileSync(file, `${file}.before`))
      if (damage === 'forget') server = await start(round - 1)
      const signal = signals[round % signals.length]
      const endLoad = load.begin(server.url)
      await sleep(200 + random() * 800)
      const code = await (signal === 'SIGTERM' ? server.stop() : server.kill())
      await endLoad()
      if (signal === 'SIGTERM' && code !== 0) note(figures, 'broken', [`told to stop, it ended with ${code}`])
      if (damage === 'forget') putBack(file)

      server = await start(round)
      await load.settle(server.url)
      await load.lookForAll(server.url)
      figures.cycles += 1
    }
    await server.stop()
    await examine(`file:${file}`, figures, { now: startOfDay + cycles * 60_000, told: load.told() })
    return figures
  } finally {
    await server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

function putBack(file: string): void {
  for (const end of ['-wal', '-shm']) if (existsSync(file + end)) rmSync(file + end)
  copyFileSync(`${file}.before`, file)
}
