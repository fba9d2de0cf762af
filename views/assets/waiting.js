import './page.js'

// Looks for the place in line; every word comes from the server. An answer without words is the turn itself.
const line = document.querySelector('[data-line]')
let seconds = Number(line.dataset.seconds)
let told = line.innerHTML
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
  } catch {
    // Without a network the place stays where it is.
  }
  wait()
}
