export type Engine = 'sqlite' | 'postgres'

export type Target = { engine: 'sqlite'; path: string } | { engine: 'postgres'; url: string }

/** Reads `DATABASE_URL`: `file:path` for SQLite, `postgres://…` for PostgreSQL. Throws on anything else. */
export function parseDatabaseUrl(databaseUrl: string): Target {
  if (databaseUrl.startsWith('file:') && databaseUrl.length > 'file:'.length) {
    const path = databaseUrl.slice('file:'.length)
    return { engine: 'sqlite', path: path.startsWith('//') ? path.slice(2) : path }
  }
  if (/^postgres(ql)?:\/\//.test(databaseUrl) && URL.canParse(databaseUrl))
    return { engine: 'postgres', url: databaseUrl }

  throw new Error('DATABASE_URL must be file:PATH or postgres://USER:PASSWORD@HOST/DATABASE')
}
