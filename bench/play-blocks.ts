import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Deps } from '#src/deps.ts'
import { rebuildFigures } from '#src/statistics/rebuild.ts'
import { accountByLogin } from '#src/staff/account-queries.ts'
import { bookWeek } from './booked-week.ts'
import { median } from './load.ts'
import { longWorks } from './long-works.ts'
import { watchLoop, type Watched } from './longest-block.ts'
import { giveNames, openAtNow, openPast } from './past.ts'

// For how long everybody else waits while the server does something long, on the data of a busy ward: the longest block
// of the event loop in each work. Each round does all of them on a copy of the same database.

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '80000' },
    rounds: { type: 'string', default: '3' },
    /** Only works whose name has this in it; those they need before them too. */
    only: { type: 'string', default: '' },
  },
})
const limitMilliseconds = 50
const people = 500
const folder = mkdtempSync(join(tmpdir(), 'madoguchi-blocks-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

const made = await makeWard()
console.log(made.told)
printLine(['work', 'seconds', 'longest block, ms', 'of it busy', 'limit'])
const watched = new Map<string, Watched[]>()
for (let round = 1; round <= Number(values.rounds); round += 1) await playRound(round)
for (const [name, rounds] of watched) {
  const blocks = rounds.map(({ blockMilliseconds }) => blockMilliseconds)
  const middle = median(blocks)
  const verdict = middle > limitMilliseconds ? ' — missed' : ''
  printLine([
    name,
    median(rounds.map(({ seconds }) => seconds)).toFixed(2),
    middle.toFixed(0),
    median(rounds.map(({ busyMilliseconds }) => busyMilliseconds)).toFixed(0),
    `≤ ${limitMilliseconds}${verdict}`,
  ])
}

async function makeWard() {
  const past = await openPast(folder, Number(values.events))
  const { deps, office } = past
  await rebuildFigures(deps)
  await giveNames(deps)
  const booked = await bookWeek(deps, office, people)
  await end(deps)
  const count = (number: number) => number.toLocaleString('en')
  const told = `${count(past.visits)} visits, ${count(past.events)} events from ${past.from} to ${past.to}, ${booked} people booked ahead`
  return { ...past, told }
}

async function playRound(round: number): Promise<void> {
  const own = join(folder, String(round))
  mkdirSync(own)
  copyFileSync(join(folder, 'ward.db'), join(own, 'ward.db'))
  const deps = await openAtNow(`file:${join(own, 'ward.db')}`)
  Object.assign(deps.settings, { ledgerFolder: own, mailFolder: join(own, 'mail') })
  const [office] = await deps.offices.list()
  const account = await deps.store.read(db => accountByLogin(db, 'admin'))
  if (!office || !account) throw new Error('the ward is not there')
  const staff = { ...account, name: '見本 管理者', pseudonym: 'bench', counterIds: [] }
  const { from, to } = made
  for (const { name, prepare, run } of longWorks({ deps, office, folder: own, from, to }, staff)) {
    if (!name.includes(values.only)) continue
    await prepare?.()
    const seen = await watchLoop(run)
    watched.set(name, [...(watched.get(name) ?? []), seen])
  }
  await end(deps)
  rmSync(own, { recursive: true })
}

async function end({ store, live }: Deps): Promise<void> {
  await store.close()
  live.close()
}

function printLine([work = '', ...cells]: string[]): void {
  console.log([work.padEnd(54), ...cells.map(cell => cell.padStart(12))].join('  '))
}
