import { spawnSync } from 'node:child_process'
import { bookingAnswer, bookingRequest, bookingWindows, sampleAnswer } from './bookings.ts'
import { compare, printHead } from './compare.ts'
import type { WardTask } from './servers.ts'

// Durable bookings on a disk that takes five milliseconds more for each flush. `strace` holds up the flushes and, by
// its filter in the kernel, nothing else; the same without a delay shows what it costs by itself. The least program
// shows what is left to be reached; the control commits each booking alone, as if there were no group commit, and must
// be below the limit.

const milliseconds = Number(process.argv[2] ?? 2000)
const flushMicroseconds = 5000

if (canDelay()) await measure()
else console.log('slow disk: there is no strace here that could hold up a flush')

async function measure(): Promise<void> {
  printHead()
  await row('booking, flushes watched but not delayed', 0, 0.3)
  await row('booking, each flush delayed by 5 ms', flushMicroseconds, 0.2)
  const least = { least: { answer: sampleAnswer } }
  await row('the least program with the same rows', flushMicroseconds, 0.2, least)
  await row('control: one booking per commit', flushMicroseconds, 0.2, { isEachAlone: true })
}

type As = Pick<WardTask, 'isEachAlone' | 'least'>

async function row(name: string, delay: number, limit: number, as: As = {}): Promise<void> {
  await compare(
    {
      ...{ name, limit, windows: bookingWindows, ...as, through: delaying(delay) },
      ...{ request: bookingRequest, bare: bookingAnswer, expected: 201 },
    },
    milliseconds,
  )
}

/** What a program is started through so that its flushes take so many microseconds longer; it stays our child. */
function delaying(microseconds: number): string[] {
  const calls = 'fsync,fdatasync'
  const inject = microseconds > 0 ? ['-e', `inject=${calls}:delay_exit=${microseconds}`] : []
  const quietly = ['-e', 'signal=none', '-o', '/dev/null']
  return ['strace', '-D', '-f', '--seccomp-bpf', '-e', `trace=${calls}`, ...inject, ...quietly]
}

function canDelay(): boolean {
  const [command = '', ...options] = delaying(1)
  return spawnSync(command, [...options, 'true']).status === 0
}
