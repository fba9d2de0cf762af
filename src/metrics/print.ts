import { createRequire } from 'node:module'
import type { Registry as RegistryType } from 'prom-client'
import type { Metric } from './collect.ts'

/**
 * Prints metrics in the text format of Prometheus. Of prom-client only the registry is loaded, and only when somebody
 * asks: the whole package takes 100 ms and 15 MB, most of it for tracing that nobody uses here.
 */
export async function printMetrics(metrics: readonly Metric[]): Promise<{ type: string; text: string }> {
  const Registry = createRequire(import.meta.url)('prom-client/lib/registry.js') as typeof RegistryType
  const registry = new Registry()
  for (const metric of metrics)
    registry.registerMetric({ ...metric, get: async () => metric } as unknown as Parameters<
      RegistryType['registerMetric']
    >[0])
  return { type: registry.contentType, text: await registry.metrics() }
}
