import { expect, test } from 'vitest'
import { tellDisk } from '#src/doctor/machine.ts'

const gibibyte = 1_073_741_824

test.for([
  { free: 0.9, of: 20, state: 'bad', what: 'almost nothing of a small disk' },
  { free: 1.1, of: 20, state: 'warning', what: 'a little of a small disk' },
  { free: 3.1, of: 20, state: 'good', what: 'enough of a small disk' },
  { free: 4.9, of: 250, state: 'bad', what: 'almost nothing of a large disk' },
  { free: 10, of: 250, state: 'warning', what: 'a small share of a large disk' },
  { free: 21, of: 250, state: 'good', what: 'a small share that is room for years' },
])('$what: $free of $of GiB is $state', ({ free, of, state }) => {
  const line = tellDisk('data', { freeBytes: free * gibibyte, freeShare: free / of })

  expect([line.name, line.state]).toEqual(['disk space', state])
})
