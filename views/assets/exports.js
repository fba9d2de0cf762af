import './page.js'

// Keeps the list of files that are being written as the server would render it now, for as long as there are any.
const every = 2000
let isWatching = false

void watch()
document.addEventListener('click', event => {
  if (event.target instanceof Element && event.target.closest('[data-export]')) setTimeout(watch, every)
})

async function watch() {
  if (isWatching) return
  isWatching = true
  try {
    while (await refresh()) await new Promise(resolve => setTimeout(resolve, every))
  } finally {
    isWatching = false
  }
}

/** Exchanges the list; false once nothing is being written, or nobody is signed in any more. */
async function refresh() {
  const list = document.querySelector('[data-running]')
  if (!list) return false
  const answer = await fetch(list.dataset.running, { headers: { 'X-Live': '1' } })
  if (!answer.ok) return false
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const fresh = page.querySelector('[data-running]')
  if (!fresh) return false
  if (fresh.innerHTML !== list.innerHTML) list.replaceWith(fresh)
  return fresh.dataset.runningCount !== '0'
}
