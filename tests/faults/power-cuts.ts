import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { tmpdir } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileFaults } from '#db/sqlite-file.ts'
import { openStore } from '#db/store.ts'
import { checkInvariants } from '#src/invariants/check.ts'
import { createOfficeCache } from '#src/offices/office-cache.ts'
import { randomNumbers } from '../support/random.ts'
import { createDisk, type DiskDeed, type Image, type Survival, survivals } from './disk.ts'
import { type Figures, newFigures, note } from './figures.ts'
import { createLoad } from './load.ts'
import { startServer } from './server.ts'
import { recordedDeeds, recordingTo } from './strace.ts'

/** All that a server wrote and flushed in its own database, and what people were told, while they booked. */
export type Recording = { deeds: readonly DiskDeed[]; figures: Figures }

export type RecordOptions = {
  seed: number
  /** How long people book before the server is told to stop. */
  milliseconds: number
  /** `unflushed`: the program opens its database with synchronous=NORMAL, which flushes the log only now and then. */
  damage?: 'unflushed'
}

const startOfDay = Date.parse('2026-12-01T09:00:00+09:00')

/** Records a server from its start to its own end. */
export async function recordServer({ seed, milliseconds, damage }: RecordOptions): Promise<Recording> {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-power-'))
  const [file, trace] = [join(folder, 'office.db'), join(folder, 'trace')]
  const figures = newFigures()
  try {
    const server = await startServer(
      folder,
      { DATABASE_URL: `file:${file}`, SAMPLE_NOW: new Date(startOfDay).toISOString() },
      {
        through: recordingTo(trace),
        ...(damage === 'unflushed' && { entry: unflushedProgram(join(folder, 'program')) }),
      },
    )
    try {
      const load = await createLoad(server.url, { random: randomNumbers(seed), figures })
      const endLoad = load.begin(server.url)
      await sleep(milliseconds)
      await endLoad()
      await load.settle(server.url)
      await server.stop()
      // The one who records writes the rest after the end of the one who is recorded.
      while (!/ \+\+\+ exited with 0 \+\+\+\s*$/.test(readFileSync(trace, 'latin1').slice(-100)))
        await sleep(100)
    } finally {
      await server.kill()
    }
    return { deeds: await Array.fromAsync(recordedDeeds(trace, file)), figures }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export type CutOptions = {
  /** Moments at which the power goes; each gives one image for each way in which unflushed bytes may survive. */
  cuts: number
  seed: number
  ways?: readonly Survival[]
}

/**
 * Looks at what a disk would hold had the power gone at random moments of a recording: it must be whole, and hold
 * all that was confirmed until then.
 */
export async function cutPower(
  { deeds, figures: { acknowledged, refused, unanswered } }: Recording,
  { cuts, seed, ways = survivals }: CutOptions,
): Promise<Figures> {
  const figures = { ...newFigures(), acknowledged, refused, unanswered }
  const random = randomNumbers(seed)
  const told = toldIn(deeds)
  const [first = 0] = told.map(({ at }) => at)
  const moments = Array.from({ length: cuts }, () => first + Math.floor(random() * (deeds.length - first)))
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-found-'))
  const disk = createDisk()
  let done = 0
  try {
    for (const moment of moments.toSorted((a, b) => a - b)) {
      for (const deed of deeds.slice(done, moment)) disk.do(deed)
      done = moment
      for (const survival of ways) {
        const where = `${survival} survives at ${moment} of ${deeds.length}`
        await look(folder, disk.afterPowerCut(survival, random), { figures, told, moment, where })
      }
    }
    return figures
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What somebody was told, and after how many deeds. */
type Told = { at: number; kind: 'appointment' | 'ticket'; name: string; is: string }

function toldIn(deeds: readonly DiskDeed[]): Told[] {
  return deeds.flatMap((deed, index): Told[] => {
    if (deed.kind !== 'answer') return []
    const says = (name: string) => new RegExp(`"${name}":"([^"]*)"`).exec(deed.body)?.[1]
    const [reference, startsAt, state] = [says('reference'), says('startsAt'), says('state')]
    const [number, token] = [says('number'), says('token')]
    if (reference && startsAt)
      return [
        {
          at: index + 1,
          kind: 'appointment',
          // Shown with a hyphen, kept without.
          name: reference.replace('-', ''),
          is: `${state} ${Date.parse(startsAt)}`,
        },
      ]
    return number && token ? [{ at: index + 1, kind: 'ticket', name: number, is: 'given' }] : []
  })
}

type Look = { figures: Figures; told: readonly Told[]; moment: number; where: string }

/** Opens what was found as the server would, and compares it with what was told until then and later. */
async function look(folder: string, image: Image, { figures, told, moment, where }: Look): Promise<void> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  for (const [file, bytes] of image) writeFileSync(join(folder, basename(file)), bytes)
  figures.cycles += 1
  try {
    const path = join(folder, 'office.db')
    const store = await openStore(`file:${path}`)
    const found = await foundIn(store).finally(() => store.close())
    note(
      figures,
      'broken',
      [...found.faults, ...fileFaults(path)].map(fault => `${where}: ${fault}`),
    )
    const names: Map<string, Told[]> = Map.groupBy(told, ({ kind, name }) => `${kind} ${name}`)
    for (const [name, said] of names) {
      const last = said.findLastIndex(({ at }) => at <= moment)
      // What was done and not yet told may be there too: the power went before the answer.
      const possible = said.slice(Math.max(0, last)).map(({ is }) => is)
      const is = found.there.get(name)
      if (last >= 0 && (is === undefined || !possible.includes(is)))
        note(figures, 'lost', [`${where}: ${name} is ${is ?? 'not there'}`])
    }
    const beyond = [...found.there.keys()].filter(name => !names.has(name))
    note(
      figures,
      'doubled',
      beyond.map(name => `${where}: nobody was ever told of ${name}`),
    )
  } catch (error) {
    note(figures, 'broken', [`${where}: ${String(error)}`])
  }
}

async function foundIn(store: Awaited<ReturnType<typeof openStore>>) {
  const there = await store.read(async db => {
    const appointments = await db
      .selectFrom('appointments as appointment')
      .innerJoin('legs as leg', 'leg.appointment_id', 'appointment.id')
      .select(['appointment.reference', 'appointment.state', 'leg.starts_at'])
      .where('appointment.state', '!=', 'held')
      .execute()
    const tickets = await db.selectFrom('tickets').select('number').execute()
    return new Map<string, string>([
      ...appointments.map(row => [`appointment ${row.reference}`, `${row.state} ${row.starts_at}`] as const),
      ...tickets.map(row => [`ticket ${row.number}`, 'given'] as const),
    ])
  })
  const offices = createOfficeCache(store, () => 0)
  const verdicts = await checkInvariants({ store, offices, clock: { now: () => startOfDay + 3_600_000 } })
  return {
    there,
    faults: verdicts.flatMap(({ id, examples }) => examples.map(example => `${id} ${example}`)),
  }
}

const projectFolder = join(import.meta.dirname, '../..')

/** A copy of the built program that opens its database with synchronous=NORMAL; answers what starts it. */
export function unflushedProgram(folder: string): string {
  cpSync(join(projectFolder, 'dist'), join(folder, 'dist'), { recursive: true })
  for (const name of ['package.json', 'node_modules', 'db', 'views'])
    symlinkSync(join(projectFolder, name), join(folder, name))
  const parts = join(folder, 'dist/src/parts')
  // All of them: what an earlier build was parted into may lie there too.
  const changed = readdirSync(parts).filter(name => unflush(join(parts, name)))
  if (changed.length === 0) throw new Error('where the program asks for full flushing cannot be found')
  return join(folder, 'dist/src/server.js')
}

/** Whether a file asked for full flushing, and looked whether it got it; it does not any more. */
function unflush(file: string): boolean {
  const source = readFileSync(file, 'utf8')
  const changed = source.replace('synchronous = FULL', 'synchronous = NORMAL').replace('!== 2)', '!== 1)')
  if (!changed.includes('synchronous = NORMAL') || !changed.includes('!== 1)')) return false
  writeFileSync(file, changed)
  return true
}
