const [major = 0] = process.versions.node.split('.').map(Number)

// better-sqlite3 crashes the process on older versions, so this comes before it is ever loaded.
if (major < 24) {
  process.stderr.write(
    `Madoguchi needs Node.js 24 or newer; this is ${process.version}. Start it with: npm start\n`,
  )
  process.exit(1)
}
