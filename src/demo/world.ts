import type { z } from '@hono/zod-openapi'
import type { ownTicketSchema } from '../arrival/api-shapes.ts'
import type { counterQueueSchema, ticketSchema } from '../queue/api-shapes.ts'
import type { Api } from './api-client.ts'
import type { ServicePlan } from './day.ts'
import type { Lobby } from './lobby.ts'
import type { Timeline } from './timeline.ts'

export type TicketAnswer = z.infer<typeof ticketSchema>
export type OwnTicket = z.infer<typeof ownTicketSchema>
export type CounterAnswer = z.infer<typeof counterQueueSchema>

/** What everybody of the day is given. */
export type World = {
  seed: number
  office: string
  timeZone: string
  date: string
  timeline: Timeline
  lobby: Lobby
  /** People at home or at the kiosk, with no account. */
  public: Api
  reception: Api
  clerks: Api
  services: readonly ServicePlan[]
  /** When the day begins to be played. */
  fromMinute: number
  /** How often a clerk with nobody to call looks whether somebody has come unseen. */
  idleMinutes: number
  /** Minutes from arrival to the first call, by number and counter. */
  waits: Map<string, number>
  /** Called with the page of somebody's ticket and how many are ahead. */
  onTicket: (url: string, ahead: number) => void
}
