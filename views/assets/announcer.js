import { openChime } from './chime.js'

const queueMax = 20
const lateMilliseconds = 60_000
const speechMilliseconds = 15_000

/**
 * Says calls one after the other: a chime, then each language for which the browser has a voice. A call that
 * was taken back is left out, and one that has waited for a minute behind others when its person has come by then;
 * before a person has turned the sound on, nothing is said, then or later.
 */
export function openAnnouncer({ sound, say, callNow, onLocked }) {
  if (sound === 'off') return { announce() {}, unlock() {}, isIdle: () => true }

  const languages = sound === 'chime' ? [] : sound.split('-')
  const chime = openChime(onLocked)
  const queue = []
  let isSpeaking = false
  // Some browsers load their voices when first asked.
  voices()

  async function speakAll() {
    if (isSpeaking) return
    isSpeaking = true
    while (queue.length > 0) {
      const { call, since } = queue.shift()
      const now = callNow(call.call)
      if (!now || (now.hasCome && performance.now() - since > lateMilliseconds)) continue
      try {
        await chime.play()
        for (const language of languages) await speak(textOf(call, say[language]), language)
      } catch {
        // A voice that fails must not silence the calls after it.
      }
    }
    isSpeaking = false
  }

  return {
    announce(call) {
      if (!chime.isUnlocked()) return
      queue.push({ call, since: performance.now() })
      if (queue.length > queueMax) queue.shift()
      void speakAll()
    },
    async unlock() {
      if (chime.isUnlocked()) return
      await chime.unlock()
      // What is heard at once tells that it works.
      if (!isSpeaking) await chime.play()
    },
    isIdle: () => !isSpeaking,
  }
}

/**
 * "A-012" at "2-3": letter, number without zeros, and the window's parts joined as they are said. "A-P05", a number
 * from paper, has two letters.
 */
function textOf({ number, window }, [withLetter, withoutLetter, join]) {
  const [last, first] = number.split('-').toReversed()
  const [, paper, serial] = /^(\D*)(\d+)$/.exec(last)
  const letter = [first, paper].filter(Boolean).join(' ')
  const values = { letter, serial: String(Number(serial)), window: window.split('-').join(join) }
  return (letter ? withLetter : withoutLetter).replaceAll(/\{(\w+)\}/g, (_, name) => values[name])
}

function voices() {
  return globalThis.speechSynthesis?.getVoices() ?? []
}

/** A voice of the device itself still speaks when the internet is away. */
function voiceFor(language) {
  const fitting = voices().filter(({ lang }) => lang.toLowerCase().split(/[-_]/)[0] === language)
  return fitting.find(({ localService }) => localService) ?? fitting[0]
}

async function speak(text, language) {
  const voice = voiceFor(language)
  if (!voice) return
  const utterance = Object.assign(new SpeechSynthesisUtterance(text), { lang: voice.lang, voice, rate: 0.9 })
  await new Promise(resolve => {
    // Browsers sometimes never tell that a voice has ended.
    const late = setTimeout(() => {
      speechSynthesis.cancel()
      resolve()
    }, speechMilliseconds)
    for (const type of ['end', 'error'])
      utterance.addEventListener(type, () => {
        clearTimeout(late)
        resolve()
      })
    speechSynthesis.speak(utterance)
  })
}
