import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { median } from './load.ts'
import { memory, startProgram } from './program.ts'

// Starts on an existing database: time until the last door is open, and memory of a server that nobody has asked yet.

const rounds = Number(process.argv[2] ?? 7)
const readyMillisecondsMax = 400
const idleMegabytesMax = 110
const quietMilliseconds = 3000

const folder = mkdtempSync(join(tmpdir(), 'madoguchi-start-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

// The first makes the database, the second what Node.js keeps of the compiled program.
for (let warmUp = 0; warmUp < 2; warmUp += 1) await (await startProgram(folder, {})).stop()

const ready: number[] = []
const idle: number[] = []
for (let round = 0; round < rounds; round += 1) {
  const since = performance.now()
  const program = await startProgram(folder, {})
  ready.push(performance.now() - since)
  await sleep(quietMilliseconds)
  idle.push(memory(program.pid) / 1024)
  await program.stop()
}
print('ready after start, ms', ready, readyMillisecondsMax)
print('idle memory, MB', idle, idleMegabytesMax)

function print(what: string, values: readonly number[], limit: number): void {
  const [least, middle, most] = [Math.min(...values), median(values), Math.max(...values)].map(Math.round)
  console.log(`${what.padEnd(24)} ${middle} (${least} to ${most} in ${rounds} starts; limit ${limit})`)
}
