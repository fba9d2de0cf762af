import './page.js'

// Shows what is typed as it would be seen: the server makes the preview, as its button does without script.
const restMilliseconds = 600
const form = document.querySelector('[data-preview-form]')
let timer = 0
let asked = 0

form?.addEventListener('input', () => {
  clearTimeout(timer)
  timer = setTimeout(() => void refresh(form), restMilliseconds)
})

async function refresh(form) {
  asked += 1
  const asking = asked
  try {
    const answer = await fetch(form.dataset.previewForm, {
      method: 'POST',
      headers: { 'X-Live': '1' },
      body: new URLSearchParams(new FormData(form)),
    })
    // A form that is not right yet keeps the preview it has; so does an answer that another one has overtaken.
    if (!answer.ok || asking !== asked) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const fresh = page.querySelector('[data-preview]')
    if (fresh) document.querySelector('[data-preview]')?.replaceWith(fresh)
  } catch {
    // Without a network the button is still there.
  }
}
