import BetterSqlite from 'better-sqlite3'

/** Another program that holds the database named by its argument until its input ends. */
const handle = new BetterSqlite(process.argv[2], { timeout: 2000 })
handle.exec('begin exclusive')
process.stdout.write('held\n')
process.stdin.on('end', () => {
  handle.exec('rollback')
  handle.close()
})
process.stdin.resume()
