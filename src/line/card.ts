import type { messagingApi } from '@line/bot-sdk'
import type { LineTexts } from '#views/text/line.ts'
import { dataOf } from './asked.ts'
import type { LineMessage } from './messaging.ts'

/** What a message shows in one frame: the title alone is read on a locked screen. */
export type Card = {
  title: string
  lines?: readonly string[]
  facts?: ReadonlyArray<{ label: string; value: string }>
  links?: ReadonlyArray<{ label: string; url: string }>
  /** Buttons that ask for more. */
  asks?: ReadonlyArray<{ label: string; data: string }>
}

/** What is longer is cut off. */
export const cardTextLettersMax = 1000

/** LINE shows as many beside each other. */
const cardsMax = 10

/** Cards as one message, with the questions that can always be asked below it. */
export function cardMessage(cards: readonly Card[], texts: LineTexts): LineMessage {
  const [first] = cards
  if (!first) throw new Error('a message without a card')
  const bubbles = cards.slice(0, cardsMax).map(bubble)
  const [only] = bubbles
  return {
    type: 'flex',
    altText: clipped(first.title, 300),
    contents: bubbles.length === 1 && only ? only : { type: 'carousel', contents: bubbles },
    quickReply: quickReply(texts),
  }
}

const questions = ['bookings', 'bring', 'crowded', 'change', 'cancel', 'guide', 'languages'] as const

function quickReply({ quick }: LineTexts): messagingApi.QuickReply {
  return {
    items: questions.map(what => ({
      type: 'action',
      action: postback(quick[what], dataOf({ what })),
    })),
  }
}

function postback(label: string, data: string): messagingApi.PostbackAction {
  return { type: 'postback', label: clipped(label, 20), data, displayText: clipped(label, 300) }
}

function bubble({ title, lines = [], facts = [], links = [], asks = [] }: Card): messagingApi.FlexBubble {
  const buttons = [
    ...links.map(({ label, url }, index) =>
      button({ type: 'uri', label: clipped(label, 20), uri: url }, index === 0 ? 'primary' : 'secondary'),
    ),
    ...asks.map(({ label, data }) => button(postback(label, data), 'secondary')),
  ]
  return {
    type: 'bubble',
    body: {
      type: 'box',
      layout: 'vertical',
      spacing: 'md',
      contents: [
        { type: 'text', text: clipped(title, 300), weight: 'bold', size: 'md', wrap: true },
        ...facts.flatMap(({ label, value }) => [
          {
            type: 'text' as const,
            text: clipped(label, 100),
            size: 'xs' as const,
            color: '#595959',
            wrap: true,
          },
          {
            type: 'text' as const,
            text: clipped(value, cardTextLettersMax),
            size: 'sm' as const,
            wrap: true,
          },
        ]),
        ...lines.map(text => ({
          type: 'text' as const,
          text: clipped(text, cardTextLettersMax),
          size: 'sm' as const,
          wrap: true,
        })),
      ],
    },
    ...(buttons.length > 0 && {
      footer: { type: 'box', layout: 'vertical', spacing: 'sm', contents: buttons },
    }),
  }
}

function button(action: messagingApi.Action, style: 'primary' | 'secondary'): messagingApi.FlexButton {
  // White on this blue stands out 7.4 to 1; LINE's own green only 2.2.
  return { type: 'button', action, style, height: 'sm', ...(style === 'primary' && { color: '#0b4fa0' }) }
}

/** LINE refuses a message with an empty text, or one that is too long; letters of two halves stay whole. */
function clipped(text: string, max: number): string {
  if (text === '') return '―'
  if (text.length <= max) return text
  return `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
