import type { Child } from 'hono/jsx'
import type { ShownCall, ShownCounter } from '#src/display/display.ts'
import { textsIn } from '../text/index.ts'
import { Both } from './both.tsx'

/** As many windows as a counter has on a busy day: the newest calls over all counters soon push one out. */
const callsOfCardMax = 8

/** A counter among others: its name, who is called there and how many wait. */
export function CounterCard({ shown }: { shown: ShownCounter }) {
  const { counter, state, calls, isOpenToday, isClosed } = shown
  return (
    <li class="counter" data-counter={counter.slug} data-open-today={isOpenToday ? '' : undefined}>
      <div class="counter-head">
        <b class="counter-number">{counter.number}</b>
        <h3>
          <span data-name>{counter.publicName.ja}</span>
          <small lang="en" data-name-en>
            {counter.publicName.en}
          </small>
        </h3>
        <Waiting count={state.waiting.length} />
      </div>
      <ul
        class="calls"
        data-calls
        data-max={callsOfCardMax}
        data-count={Math.min(calls.length, callsOfCardMax)}
      >
        {calls.slice(0, callsOfCardMax).map(({ call, isNew }) => (
          <Call call={call} isNew={isNew} />
        ))}
      </ul>
      <p class="closed" data-closed hidden={!isClosed}>
        <Both of={t => t.closed} />
      </p>
    </li>
  )
}

export function Waiting({ count }: { count: number }) {
  const { ja, en } = textsIn
  return (
    <p class="waiting">
      <span>{ja.display.waiting}</span> <b data-waiting>{count}</b>
      <span>{ja.display.people}</span> <small lang="en">{en.display.waiting}</small>
    </p>
  )
}

/** One of the newest calls over all counters, with the counter where there are several. */
export function NewestCall({
  called: { call, counter, isNew },
  hasCounter,
}: {
  called: ShownCall
  hasCounter: boolean
}) {
  const { ja, en } = counter.publicName
  return (
    <Call call={call} isNew={isNew}>
      {hasCounter && <CallCounter ja={ja} en={en} />}
    </Call>
  )
}

/** What the script copies to show a call. */
export function CallTemplate({ name, hasCounter }: { name: 'newest' | 'call'; hasCounter: boolean }) {
  return (
    <template data-template={name}>
      <Call>{hasCounter && <CallCounter />}</Call>
    </template>
  )
}

function Call({
  call,
  isNew = false,
  children,
}: {
  call?: ShownCall['call']
  isNew?: boolean
  children?: Child
}) {
  return (
    <li class="call" data-call={call?.call} data-called-at={call?.calledAt} data-new={isNew ? '' : undefined}>
      <span class="call-way">
        <b class="call-number" data-number>
          {call?.number}
        </b>{' '}
        <span class="call-arrow" aria-hidden="true">
          →
        </span>{' '}
        <b class="call-window" data-window>
          {call?.window}
        </b>
        <span class="unseen">{textsIn.ja.display.toWindow}</span>
      </span>
      {children}
    </li>
  )
}

function CallCounter({ ja, en }: { ja?: string; en?: string | undefined }) {
  return (
    <span class="call-counter">
      <span data-name>{ja}</span>{' '}
      <small lang="en" data-name-en>
        {en}
      </small>
    </span>
  )
}
