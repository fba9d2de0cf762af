import './version-guard.ts'

const { adminCommand } = await import('./people/admin-command.ts')
process.exitCode = await adminCommand(process.argv.slice(2), process.env)
