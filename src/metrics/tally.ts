/** What kind of page a route is: few enough to keep a distribution of each. */
const areas = ['resident', 'staff', 'kiosk', 'display', 'api', 'operation'] as const
type Area = (typeof areas)[number]

/** Upper ends in seconds. */
export const secondsBuckets = [0.005, 0.02, 0.1, 0.5, 2, 10] as const

type Counted = { method: string; route: string; status: number; count: number; ofArea: Durations }
type Durations = { area: Area; buckets: number[]; count: number; seconds: number }

/** Counts what was asked and answered: by routes, never by what stood in an address. */
export type Tally = {
  request: (method: string, route: string, status: number, milliseconds: number) => void
  /** Free times answered before the app runs. */
  hot: () => void
  requests: () => Array<Omit<Counted, 'ofArea'>>
  durations: () => Durations[]
}

export const noRoute = 'none'
const hotRoute = '/api/v1/offices/:office/availability'

const methods = ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS']

export function createTally(): Tally {
  const requests = new Map<string, Counted>()
  const durations = Object.fromEntries(
    areas.map(area => [area, { area, buckets: secondsBuckets.map(() => 0), count: 0, seconds: 0 }]),
  ) as Record<Area, Durations>
  let hot = 0

  return {
    request(method, route, status, milliseconds) {
      const known = methods.includes(method) ? method : 'other'
      const key = `${known} ${route} ${status}`
      let counted = requests.get(key)
      if (!counted) {
        counted = { method: known, route, status, count: 0, ofArea: durations[areaOf(route)] }
        requests.set(key, counted)
      }
      counted.count += 1

      const { ofArea } = counted
      const seconds = milliseconds / 1000
      ofArea.count += 1
      ofArea.seconds += seconds
      for (const [index, end] of secondsBuckets.entries())
        if (seconds <= end) ofArea.buckets[index] = (ofArea.buckets[index] ?? 0) + 1
    },
    hot() {
      hot += 1
    },
    requests: () => [
      ...requests.values(),
      ...(hot > 0 ? [{ method: 'GET', route: `${hotRoute} (kept)`, status: 200, count: hot }] : []),
    ],
    durations: () => Object.values(durations).filter(({ count }) => count > 0),
  }
}

function areaOf(route: string): Area {
  const [, first = ''] = route.split('/')
  if (['healthz', 'readyz', 'metrics'].includes(first)) return 'operation'
  return areas.find(area => area === first) ?? 'resident'
}
