import { Hono } from 'hono'
import { ChannelPage } from '#views/line/channel-page.tsx'
import type { Deps } from '../deps.ts'
import type { Assets } from '../http/assets.ts'
import type { Ctx, Env } from '../http/env.ts'
import { readForm, readQuery } from '../http/forms.ts'
import { renderPage, staffPageOf } from '../http/render.tsx'
import type { Office } from '../offices/office.ts'
import { paths } from '../paths.ts'
import { publicUrlOf } from '../settings.ts'
import { worksIn } from '../staff/staff-member.ts'
import { changeChannel } from './change-channel.ts'
import { openedChannel } from './channel.ts'
import { type ChannelFault, parseChannel, type TypedChannel, typedChannel } from './form.ts'
import { channelOf } from './channel-queries.ts'
import { testChannel, testResults } from './test-channel.ts'

/** The office's channel of LINE: setting it, and trying whether it works. */
export function lineChannelRoutes(deps: Deps, assets: Assets) {
  return new Hono<Env>()
    .get('/', c => ofOffice(c, () => channelPage(c, {})))
    .post('/', async c => {
      const form = await readForm(c)
      return ofOffice(c, async office => {
        const typed = typedChannel(form)
        const version = /^\d{1,9}$/.test(form.one('version')) ? Number(form.one('version')) : 0
        const parsed = parseChannel(typed, version > 0)
        if (!parsed.ok) return channelPage(c, { typed, faults: parsed.faults })
        const outcome = await changeChannel(deps, office, c.var.staff, { ...parsed.wish, version })
        return outcome.ok
          ? c.redirect(`${paths.lineChannel(office.slug)}?done=saved`, 303)
          : channelPage(c, outcome.reason === 'no_key' ? { typed, isKeyless: true } : { isStale: true })
      })
    })
    .post('/test', async c => {
      await readForm(c)
      return ofOffice(c, async office => {
        const result = await testChannel(deps, office, c.var.staff)
        const path = paths.lineChannel(office.slug)
        return c.redirect(result ? `${path}?done=${result}` : path, 303)
      })
    })

  /** An office of another one's is not there. */
  async function ofOffice(c: Ctx, show: (office: Office) => Promise<Response>): Promise<Response> {
    const office = await deps.offices.bySlug(c.req.param('office') ?? '')
    if (!office || !worksIn(c.var.staff, office.id)) return c.notFound()
    c.set('office', office)
    return show(office)
  }

  async function channelPage(
    c: Ctx,
    {
      typed,
      faults = [],
      isStale = false,
      isKeyless = false,
    }: { typed?: TypedChannel; faults?: ChannelFault[]; isStale?: boolean; isKeyless?: boolean },
  ) {
    const { office, staff } = c.var
    const found = await deps.store.read(db => channelOf(db, office.id))
    const done = readQuery(c).one('done')
    const shown = found && {
      ...{ basicId: found.basicId, isOn: found.isOn, version: found.version },
      ...{ fault: found.fault, faultAt: found.faultAt },
      isLocked: openedChannel(deps.secrets, found) === null,
    }
    return renderPage(
      c,
      <ChannelPage
        {...{ page: staffPageOf(c, assets), staff, office, channel: shown, faults, isStale }}
        typed={typed ?? { basicId: found?.basicId ?? '', isOn: found?.isOn ?? true }}
        isSaved={done === 'saved'}
        canKeep={deps.secrets.canKeep}
        result={testResults.find(result => result === done) ?? null}
        webhookUrl={`${publicUrlOf(deps.settings)}${paths.lineWebhook(office.slug)}`}
      />,
      faults.length > 0 ? 422 : isStale || isKeyless ? 409 : 200,
    )
  }
}
