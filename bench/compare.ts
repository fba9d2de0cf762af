import { type Load, load, median } from './load.ts'
import { type Bare, startServer } from './servers.ts'

type Comparison = {
  name: string
  limit: number
  /** Windows of each counter; 0 keeps those of the sample. */
  windows?: number
  /** Whether each write is a commit of its own. */
  isEachAlone?: boolean
  /** Measures the least program with the same rows in place of the product. */
  least?: { answer: string }
  /** The command that starts the server, with the options before it. */
  through?: readonly string[]
  request: (n: number) => Buffer
  bareRequest?: (n: number) => Buffer
  /** The answer the bare route gives: fetched from the running server, or made for it. */
  bare: (port: number) => Promise<Bare>
  expected: number
}

export const rounds = 5
export const connections = 64

/** Measures a request and the bare route in turns and prints medians, ratio and limit. */
export async function compare(comparison: Comparison, milliseconds: number): Promise<void> {
  const { name, limit, request, bareRequest = request } = comparison
  const ours = await startServer('madoguchi', comparison)
  const bare = await startServer({ bare: await comparison.bare(ours.port) })
  const results: Measured = { ours: [], bare: [] }
  let n = 0
  try {
    await load({ port: ours.port, connections, milliseconds: milliseconds / 4, request: () => request(n++) })
    await load({ port: bare.port, connections, milliseconds: milliseconds / 4, request: bareRequest })
    for (let round = 0; round < rounds; round += 1) {
      results.ours.push(
        await load({ port: ours.port, connections, milliseconds, request: () => request(n++) }),
      )
      results.bare.push(await load({ port: bare.port, connections, milliseconds, request: bareRequest }))
    }
  } finally {
    await ours.stop()
    await bare.stop()
  }

  printRow({ name, limit, expected: comparison.expected }, results)
}

type Measured = { ours: Load[]; bare: Load[] }

/** Prints medians, ratio and limit of what was measured, and what was not answered as expected. */
export function printRow(
  { name, limit, expected }: Pick<Comparison, 'name' | 'limit' | 'expected'>,
  { ours, bare }: Measured,
): void {
  const wrong = ours.flatMap(({ answers }) => [...answers].filter(([status]) => status !== expected))
  const middle = (loads: Load[], pick: (one: Load) => number) => median(loads.map(pick))
  const oursPerSecond = middle(ours, one => one.perSecond)
  const barePerSecond = middle(bare, one => one.perSecond)
  const cells = [
    name.padEnd(44),
    `${Math.round(oursPerSecond)}/s`.padStart(9),
    middle(ours, one => one.p50)
      .toFixed(2)
      .padStart(7),
    middle(ours, one => one.p99)
      .toFixed(2)
      .padStart(7),
    `${Math.round(barePerSecond)}/s`.padStart(9),
    (oursPerSecond / barePerSecond).toFixed(2).padStart(6),
    `≥ ${limit}`.padStart(7),
  ]
  console.log(cells.join('  '))
  if (wrong.length > 0)
    console.log(`  other answers: ${wrong.map(([status, count]) => `${count} × ${status}`).join(', ')}`)
}

export function printHead(): void {
  console.log(
    `${connections} connections, median of ${rounds} rounds, p50 and p99 in ms; limit: ratio to a bare Hono route`,
  )
  console.log(
    ['work'.padEnd(44), 'ours'.padStart(9), 'p50'.padStart(7), 'p99'.padStart(7), 'bare'.padStart(9)].join(
      '  ',
    ) + `${'ratio'.padStart(8)}${'limit'.padStart(9)}`,
  )
}

/** The same bytes as the product answers to a GET, for the bare route to answer too. */
export function sameAs(path: string) {
  return async (port: number): Promise<Bare> => {
    const answer = await fetch(`http://localhost:${port}${path}`)
    return {
      body: await answer.text(),
      type: answer.headers.get('Content-Type') ?? '',
      status: answer.status,
    }
  }
}
