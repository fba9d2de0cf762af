import { displaySetupCode, newSetupCode } from '../access/token.ts'
import { clockTime, instantOf, isoOf } from '../clock.ts'
import { paths } from '../paths.ts'
import { sampleOffice } from '../sample.ts'
import { type Figures, waitOf } from './figures.ts'
import { type Options, readOptions } from './options.ts'
import { type ServerProcess, startServer } from './server-process.ts'
import { type Simulation, simulateDay } from './simulate.ts'

const statusMilliseconds = 10_000
/** Real seconds between the start of the server's clock and the first visitor: for booking the day. */
const aheadSeconds = 3
const sampleTimeZone = 'Asia/Tokyo'

/** Runs the sample ward on a simulated day and tells of it. Answers the exit code. */
export async function runDemo(args: readonly string[]): Promise<0 | 1 | 2> {
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort())

  const options = optionsOrNull(args)
  if (!options) return 2
  const password = displaySetupCode(newSetupCode())
  const before = options.months > 0 ? [historyOf(options)] : []
  const server = await startServer(settingsOf(options, password), before, stopping.signal).catch(() => null)
  if (!server) return stopping.signal.aborted ? 0 : 1
  try {
    const ended = server.ended.then(() => Promise.reject(new Error('the server has ended')))
    await Promise.race([runDay(options, server, password, stopping.signal), ended])
    return 0
  } catch (error) {
    return stopping.signal.aborted ? 0 : giveUp(error, 1)
  } finally {
    stopping.abort()
    await server.stop()
  }
}

/** The months before the day; the server makes the figures of them, beside its other work. */
function historyOf({ months, seed }: Options) {
  return ['make-history', `--months=${months}`, `--seed=${seed}`, '--no-figures'] as const
}

function optionsOrNull(args: readonly string[]): Options | null {
  try {
    return readOptions(args)
  } catch (error) {
    giveUp(error, 2)
    return null
  }
}

function giveUp<Code>(error: unknown, code: Code): Code {
  const [line] = String(error instanceof Error ? error.message : error).split('\n')
  process.stderr.write(`madoguchi demo: ${line}\n`)
  return code
}

/** Nothing of the surroundings is passed on: the demo never meets a database that is in use. */
function settingsOf({ port, date, fromMinute, speed }: Options, password: string): Record<string, string> {
  const startsAt = instantOf(date, fromMinute, sampleTimeZone) - aheadSeconds * 1000 * speed
  return {
    PORT: String(port),
    SAMPLE_NOW: isoOf(startsAt, sampleTimeZone),
    SAMPLE_SPEED: String(speed),
    SAMPLE_PASSWORD: password,
    RATE_LIMIT: 'off',
  }
}

async function runDay(options: Options, server: ServerProcess, password: string, signal: AbortSignal) {
  const { address } = server
  let isTicketTold = false
  const onTicket = (url: string, ahead: number) => {
    if (isTicketTold || ahead < 1) return
    isTicketTold = true
    say(`ticket     ${address}${new URL(url).pathname}  (somebody who waits, ${ahead} ahead)`)
  }
  const day = await simulateDay(options, { address, password, signal, onTicket })
  sayDoors(options, address, password, day)

  const telling = setInterval(() => void sayStatus(day).catch(() => {}), statusMilliseconds)
  try {
    await day.over
  } finally {
    clearInterval(telling)
  }
  saySummary(day, await day.figures())
  if (options.exits) return
  say('the server runs on; Ctrl-C ends it')
  await new Promise(resolve => signal.addEventListener('abort', resolve))
}

function sayDoors(
  { date, fromMinute, speed, months }: Options,
  address: string,
  password: string,
  day: Simulation,
) {
  const [yours] = day.players
  say(`${date} from ${clockTime(fromMinute)}, ${speed} times as fast as real time`)
  say(`display    ${address}${paths.display(sampleOffice, { sound: 'ja-en' })}`)
  say(`kiosk      ${address}${paths.kiosk(sampleOffice)}`)
  say(`staff      ${address}${paths.staffSignIn()}  (clerk, password ${password})`)
  if (yours) {
    const labels = day.players.map(({ label, counter }) => `${label} (${counter})`).join(', ')
    say(`window     ${address}${paths.staffWindow(yours.id)}  (yours to play; nobody works at ${labels})`)
  }
  say(`supervisor ${address}${paths.staffLive()}  (supervisor, the same password)`)
  if (months > 0)
    say(`figures    ${address}${paths.figures()}  (the same; they fill up in the first minutes)`)
  say(`resident   ${address}${paths.home(sampleOffice)}`)
}

async function sayStatus(day: Simulation): Promise<void> {
  const { waiting, atWindows, between, served, left, absent } = await day.figures()
  const gone = `left ${left}  absent ${absent}`
  say(
    `${clockTime(day.minute())}  waiting ${waiting}  at windows ${atWindows}  between ${between}  served ${served}  ${gone}`,
  )
}

function saySummary(day: Simulation, { arrived, served, left, absent }: Figures): void {
  const wait = waitOf(day.waits())
  const minutes = wait
    ? `, wait ${wait.mean.toFixed(1)} min on average, median ${wait.median.toFixed(1)}`
    : ''
  say(`the day is over: ${arrived} came, ${served} served, ${left} left, ${absent} absent${minutes}`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
