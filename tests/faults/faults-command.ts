import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { sqliteVersion } from '#db/sqlite-file.ts'
import { backupKills } from './backup-kills.ts'
import { diskFaults } from './disk-faults.ts'
import type { Figures } from './figures.ts'
import { hostileInput } from './hostile-input.ts'
import { killCycles } from './kill-cycles.ts'
import { ambiguous, carelessControl, mailFaults, modes } from './mail-faults.ts'
import { hastyControl, postgresFaults } from './postgres-faults.ts'
import { cutPower, recordServer } from './power-cuts.ts'
import { canTrace } from './strace.ts'

const { values } = parseArgs({
  options: { cycles: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' } },
})
const [cycles, seed] = [Number(values.cycles), Number(values.seed)]
if (!Number.isInteger(cycles) || cycles < 1 || !Number.isInteger(seed)) {
  console.error('--cycles and --seed are whole numbers')
  process.exit(2)
}

/** Faults that take seconds each are tried a tenth as often. */
const few = Math.max(1, Math.round(cycles / 10))
const columns = ['cycles', 'acknowledged', 'refused', 'unanswered', 'lost', 'doubled', 'broken'] as const
const complaints: string[] = []

const versions = `Node.js ${process.version}, SQLite ${sqliteVersion()}`
console.log(
  `${cycles} cycles, seed ${seed}; ${availableParallelism()} cores, ${process.platform}, ${versions}\n`,
)
printRow('run', columns)
printRow('---', Array<string>(columns.length).fill('---:'))

tell('killed (SIGKILL) under load', await killCycles({ cycles, seed }))
tell('told to stop (SIGTERM) under load', await killCycles({ cycles: few, seed, signals: ['SIGTERM'] }))
tellControl('what was confirmed is forgotten', await killCycles({ cycles: 2, seed, damage: 'forget' }))
tellControl('sent again under a new key', await killCycles({ cycles: 2, seed, damage: 'new_key' }))
tell('backup and restore killed', await backupKills({ cycles, seed }))
await tellPowerCuts()
for (const { name, missing, figures } of await diskFaults({ rounds: few, seed }))
  if (missing === null) tell(name, figures)
  else tellSkipped(name, missing)
for (const { name, figures } of await postgresFaults({ rounds: few, seed }))
  if (name === hastyControl) tellControl(name.replace('control: ', ''), figures)
  else tell(name, figures)

console.log('')
printRow('mail server', ['mails', 'delivered', 'told as failed', 'lost', 'copies', 'most of one', 'broken'])
printRow('---', Array<string>(7).fill('---:'))
for (const { mode, ...figures } of await mailFaults({ mails: cycles, of: [...modes, carelessControl] })) {
  printRow(mode, Object.values(figures))
  const { lost, copies, broken } = figures
  if (mode === carelessControl.name) {
    if (lost === 0) complaints.push(`${mode}: it stayed green, so this run proves nothing`)
  } else if (lost + broken > 0 || (copies > 0 && !ambiguous.includes(mode))) complaints.push(mode)
}

console.log('')
printRow('what nobody sends', ['tried', 'accepted', 'refused', '5xx', 'broken'])
printRow('---', Array<string>(5).fill('---:'))
const hostile = hostileInput({ timesEach: cycles })
for (const row of hostile.rows) console.log(row)
if (hostile.complaint !== null) complaints.push(hostile.complaint)

for (const complaint of complaints) console.log(complaint)
process.exitCode = complaints.length === 0 ? 0 : 1

async function tellPowerCuts(): Promise<void> {
  if (!canTrace()) return tellSkipped('power cut', 'strace')
  const milliseconds = Math.min(20_000, 2000 + 100 * cycles)
  tell('power cut', await cutPower(await recordServer({ seed, milliseconds }), { cuts: cycles, seed }))
  const unflushed = await recordServer({ seed, milliseconds: 2000, damage: 'unflushed' })
  const ways = ['nothing', 'some'] as const
  tellControl('synchronous=NORMAL', await cutPower(unflushed, { cuts: few, seed, ways }))
}

function tell(name: string, figures: Figures): void {
  printRow(
    name,
    columns.map(column => figures[column]),
  )
  const { lost, doubled, broken, examples } = figures
  if (lost + doubled + broken > 0) complaints.push(...examples.map(example => `${name}: ${example}`))
}

/** A run that goes wrong on purpose: what is not found there would not be found anywhere. */
function tellControl(name: string, figures: Figures): void {
  printRow(
    `control: ${name}`,
    columns.map(column => figures[column]),
  )
  if (figures.lost + figures.doubled === 0)
    complaints.push(`control: ${name}: it stayed green, so this run proves nothing`)
}

function tellSkipped(name: string, missing: string): void {
  printRow(`${name}: skipped, ${missing} missing`, Array<string>(columns.length).fill('–'))
}

function printRow(name: string, cells: ReadonlyArray<string | number>): void {
  console.log(`| ${[name, ...cells].join(' | ')} |`)
}
