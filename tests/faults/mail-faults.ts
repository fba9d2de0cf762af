import { checkInvariants } from '#src/invariants/check.ts'
import { sendDueMessages, type Transport } from '#src/notifications/send-due-messages.ts'
import { smtpTransport } from '#src/notifications/transport.ts'
import { type BadMailServer, type Faults, startBadMailServer } from '../notifications/bad-mail-server.ts'
import { type MailWard, mailWards } from './mail-ward.ts'

export type MailFigures = {
  mode: string
  mails: number
  /** Taken over by the mail server at least once. */
  delivered: number
  /** Given up, with a mark that staff or the operator see. */
  told: number
  /** Neither: nobody would ever know. */
  lost: number
  /** Copies beyond the first. */
  copies: number
  copiesOfOneMost: number
  /** Copies that differ, mails nobody wrote, and what the check of all invariants found. */
  broken: number
}

type Mode = {
  name: string
  faults?: Faults
  /** What is added to the address of the server. */
  query?: string
  /** Sends once while it goes wrong, in place of the usual. */
  send?: (ward: MailWard, server: BadMailServer, transport: Transport) => Promise<unknown>
}

/** Silence is given up after a moment; only while something goes wrong, so that nothing good is cut off. */
const impatient = 'greetingTimeout=150&socketTimeout=150'

export const modes: readonly Mode[] = [
  {
    name: 'nothing listens',
    send: ward => withTransport('smtp://127.0.0.1:1', transport => sendDueMessages(ward.deps, transport)),
  },
  { name: 'silence in place of a greeting', faults: { greeting: 'hang' }, query: impatient },
  { name: '421 in place of a greeting', faults: { greeting: '421 too busy' } },
  { name: '554 in place of a greeting', faults: { greeting: '554 no service' } },
  { name: '421 at the sender', faults: { MAIL: '421 closing' } },
  { name: '450 at the recipient', faults: { RCPT: '450 4.2.0 greylisted' } },
  { name: '451 at DATA', faults: { DATA: '451 4.3.0 later' } },
  { name: '451 after the text', faults: { body: '451 4.3.0 later' } },
  { name: '550 for the recipient', faults: { RCPT: '550 5.1.1 unknown' } },
  { name: '550 for the sender', faults: { MAIL: '550 5.7.1 refused' } },
  { name: '552 after the text', faults: { body: '552 5.3.4 too big' } },
  { name: '554 after the text', faults: { body: '554 5.7.1 spam' } },
  { name: 'silence at DATA', faults: { DATA: 'hang' }, query: impatient },
  { name: 'cut in the middle of the text', faults: { body: 'cut' } },
  { name: 'taken, then cut', faults: { body: 'take and cut' } },
  { name: 'taken, then silence', faults: { body: 'take and hang' }, query: impatient },
  { name: 'taken, answered late', faults: { body: 'late' } },
  { name: 'no encryption where it is required', query: 'requireTLS=true' },
  { name: 'a wrong password', faults: { AUTH: '535 5.7.8 wrong' } },
  { name: 'the sender dies before it sends', send: ward => dies(ward, async () => {}) },
  {
    name: 'the sender dies before it notes what it sent',
    send: (ward, _, transport) => dies(ward, mail => transport.send(mail)),
  },
  {
    name: 'four senders at once',
    send: (ward, _, transport) => Promise.all([1, 2, 3, 4].map(() => sendDueMessages(ward.deps, transport))),
  },
]

/** Modes in which a mail server may have taken a mail although the sender cannot know. */
export const ambiguous: readonly string[] = [
  'taken, then cut',
  'taken, then silence',
  'the sender dies before it notes what it sent',
]

/** What must be found out: a sender that takes every silence for a success. */
export const carelessControl: Mode = {
  name: 'control: silence is taken for a success',
  faults: { body: 'cut' },
  send: (ward, _, transport) =>
    sendDueMessages(ward.deps, { send: mail => transport.send(mail).catch(() => {}), close() {} }),
}

const timesWrong = 2
const timesRight = 12

/** Sends mails through a server that goes wrong twice in each way and then works, and looks what came of each. */
export async function mailFaults({
  mails,
  of = modes,
}: {
  mails: number
  of?: readonly Mode[]
}): Promise<MailFigures[]> {
  const wards = await mailWards()
  try {
    const figures: MailFigures[] = []
    for (const mode of of) {
      const ward = await wards.open(mails)
      figures.push(await goThrough(mode, ward).finally(() => ward.close()))
    }
    return figures
  } finally {
    wards.close()
  }
}

async function goThrough({ name, faults = {}, query, send }: Mode, ward: MailWard): Promise<MailFigures> {
  const server = await startBadMailServer({ ...faults })
  const wrongly = send ?? ((_ward, _server, transport) => sendDueMessages(ward.deps, transport))
  const address = server.url.replace('//', '//user:pass@')
  try {
    for (let time = 0; time < timesWrong; time += 1) {
      await withTransport(`${address}${query ? `?${query}` : ''}`, transport =>
        wrongly(ward, server, transport),
      )
      ward.pass(time + 1)
    }
    server.faults = {}
    await withTransport(address, async transport => {
      for (let time = 0; time < timesRight; time += 1) {
        ward.pass(16)
        await sendDueMessages(ward.deps, transport)
      }
    })
    return { mode: name, ...(await countAll(ward, server)) }
  } finally {
    await server.close()
  }
}

async function countAll(ward: MailWard, { taken }: BadMailServer): Promise<Omit<MailFigures, 'mode'>> {
  const rows = await ward.outbox()
  const copies = Map.groupBy(taken, ({ messageId }) => messageId)
  const copiesOf = (messageId: string) => copies.get(`<${messageId}@yoyaku.mihon.example>`) ?? []
  const delivered = rows.filter(({ messageId }) => copiesOf(messageId).length > 0)
  const told = rows.filter(({ state }) => state === 'failed' || state === 'expired')
  const beyond = rows.map(({ messageId }) => Math.max(0, copiesOf(messageId).length - 1))
  const different = [...copies.values()].filter(list => new Set(list.map(({ source }) => source)).size > 1)
  const verdicts = await checkInvariants(ward.deps)
  return {
    mails: rows.length,
    delivered: delivered.length,
    told: told.length,
    lost: rows.length - new Set([...delivered, ...told]).size,
    copies: beyond.reduce((sum, count) => sum + count, 0),
    copiesOfOneMost: Math.max(0, ...beyond),
    broken:
      different.length +
      (copies.size - delivered.length) +
      verdicts.reduce((sum, { faults }) => sum + faults, 0),
  }
}

async function withTransport<T>(url: string, use: (transport: Transport) => Promise<T>): Promise<T> {
  const transport = smtpTransport(url, 'yoyaku@mihon.example')
  try {
    return await use(transport)
  } finally {
    transport.close()
  }
}

const sendersAtOnce = 5

/** Gets as far with each mail under way as is said, and never comes back: the time of its lease goes by. */
async function dies(ward: MailWard, asFarAs: Transport['send']): Promise<void> {
  const waiting = (await ward.outbox()).filter(({ state }) => state === 'waiting')
  await new Promise<void>(resolve => {
    let underWay = 0
    const transport: Transport = {
      async send(mail) {
        await asFarAs(mail)
        underWay += 1
        if (underWay === Math.min(sendersAtOnce, waiting.length)) resolve()
        await new Promise<never>(() => {})
      },
      close() {},
    }
    void sendDueMessages(ward.deps, transport)
  })
  ward.pass(16)
}
