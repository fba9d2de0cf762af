// A staff page in front of nobody shows nothing: when the idle time is over it leads to the lock. Typing and
// pointing count as use, so that nobody is locked out of a form they are filling in.
const { activity, lock, lockMinutes, home } = document.body.dataset
const idleMilliseconds = Number(lockMinutes) * 60_000
const toldEvery = Math.min(60_000, idleMilliseconds / 4)
let toldAt = performance.now()
let timer = setTimeout(look, idleMilliseconds + 2000)

async function look() {
  const isLocked = await fetch(home, { headers: { 'X-Live': '1' }, cache: 'no-store' }).then(
    answer => answer.status === 401,
    () => false,
  )
  if (isLocked) location.replace(lock)
  else timer = setTimeout(look, 30_000)
}

function use() {
  clearTimeout(timer)
  timer = setTimeout(look, idleMilliseconds + 2000)
  if (performance.now() - toldAt < toldEvery) return
  toldAt = performance.now()
  fetch(activity, { method: 'POST' }).then(
    answer =>
      new URL(answer.url).pathname === new URL(lock, location.href).pathname && location.replace(lock),
    () => {},
  )
}

for (const type of ['keydown', 'pointerdown', 'input'])
  document.addEventListener(type, use, { passive: true })
