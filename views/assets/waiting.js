import './page.js'

// Looks for the place in line; every word comes from the server. An answer without words is the turn itself.
const line = document.querySelector('[data-line]')
const spoken = document.querySelector('[data-spoken]')
let seconds = Number(line.dataset.seconds)
let told = line.innerHTML
let spokenAt = performance.now()
wait()

function wait() {
  // Not all at once: a tenth more or less.
  setTimeout(() => void ask(), seconds * 1000 * (0.9 + Math.random() * 0.2))
}

async function ask() {
  try {
    const answer = await fetch(line.dataset.line)
    if (answer.status === 204) return location.reload()
    seconds = Number(answer.headers.get('Retry-After')) || seconds
    const words = answer.ok ? await answer.text() : told
    if (words !== told) line.innerHTML = words
    told = words
    speak()
  } catch {
    // Without a network the place stays where it is.
  }
  wait()
}

/** Whoever listens hears once a minute how far they have come; the page itself tells it at any time. */
function speak() {
  if (performance.now() - spokenAt < 60_000 || spoken.textContent === line.textContent) return
  spoken.textContent = line.textContent
  spokenAt = performance.now()
}
