import './version-guard.ts'

const { verifyAuditCommand } = await import('./audit/verify-command.ts')
process.exitCode = await verifyAuditCommand(process.argv.slice(2), process.env)
