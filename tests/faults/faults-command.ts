import { parseArgs } from 'node:util'
import type { Figures } from './figures.ts'
import { killCycles } from './kill-cycles.ts'

const { values } = parseArgs({
  options: { cycles: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' } },
})
const [cycles, seed] = [Number(values.cycles), Number(values.seed)]
if (!Number.isInteger(cycles) || cycles < 1 || !Number.isInteger(seed)) {
  console.error('--cycles and --seed are whole numbers')
  process.exit(2)
}

const rows: Array<[string, Figures]> = [
  ['kill -9 under load', await killCycles({ cycles, seed })],
  ['control: what was confirmed is forgotten', await killCycles({ cycles: 2, seed, damage: 'forget' })],
  ['control: sent again under a new key', await killCycles({ cycles: 2, seed, damage: 'new_key' })],
]
const columns = ['cycles', 'acknowledged', 'refused', 'unanswered', 'lost', 'doubled', 'broken'] as const

console.log(`| run | ${columns.join(' | ')} |\n| --- |${' ---: |'.repeat(columns.length)}`)
for (const [name, figures] of rows)
  console.log(`| ${name} | ${columns.map(column => figures[column]).join(' | ')} |`)
const [[, main]] = rows as [[string, Figures]]
for (const example of main.examples) console.log(example)
const isGreen = main.lost + main.doubled + main.broken === 0
const areControlsRed = rows.slice(1).every(([, { lost, doubled }]) => lost + doubled > 0)
if (!areControlsRed) console.log('a control stayed green: this run proves nothing')
process.exitCode = isGreen && areControlsRed ? 0 : 1
