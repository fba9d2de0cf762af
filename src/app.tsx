import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { routePath } from 'hono/route'
import { StoreBusyError, StoreUnwritableError } from '#db/outcome.ts'
import { MessagePage } from '#views/layout/message-page.tsx'
import { OfficesPage } from '#views/offices/offices-page.tsx'
import { StaffMessagePage } from '#views/staff/message-page.tsx'
import { closingsRoutes } from './closings/routes.tsx'
import { closingStepRoutes } from './closings/step-routes.tsx'
import { checkInRoutes } from './arrival/check-in-routes.tsx'
import { kioskRoutes } from './arrival/kiosk-routes.tsx'
import { staffKioskRoutes } from './arrival/staff-kiosk-routes.tsx'
import { noticeRoutes } from './arrival/notice-routes.tsx'
import { ticketRoutes } from './arrival/ticket-routes.tsx'
import { bannerRoutes } from './banners/routes.tsx'
import { exposureRoutes } from './audit-log/exposure-routes.tsx'
import { auditLogRoutes } from './audit-log/routes.tsx'
import { bookingRoutes } from './booking/routes.tsx'
import { legRoutes } from './booking/leg-routes.tsx'
import { manageRoutes } from './booking/manage-routes.tsx'
import { cancelRoutes } from './booking/cancel-routes.tsx'
import { openRoutes } from './booking/open-routes.tsx'
import { colourRoutes } from './catalogue/colour-routes.tsx'
import { counterRoutes } from './catalogue/counter-routes.tsx'
import { makeRoutes } from './catalogue/make-routes.tsx'
import { orderRoutes } from './catalogue/order-routes.tsx'
import { officeRulesRoutes } from './catalogue/office-rules-routes.tsx'
import { noticesRoutes } from './catalogue/notices-routes.tsx'
import { catalogueRoutes } from './catalogue/routes.tsx'
import { serviceRoutes } from './catalogue/service-routes.tsx'
import { templateRoutes } from './catalogue/template-routes.tsx'
import type { Deps } from './deps.ts'
import { openDisclosureRoutes } from './disclosures/open-routes.tsx'
import { disclosureRoutes } from './disclosures/routes.tsx'
import { directoryPersonRoutes } from './directory/person-routes.tsx'
import { directoryRoutes } from './directory/routes.tsx'
import { displayRoutes } from './display/routes.tsx'
import { exportsRoutes } from './exports/routes.tsx'
import { createApi } from './http/api.ts'
import { loadAssets } from './http/assets.ts'
import { guardPages } from './http/guard.tsx'
import { checkPolicies } from './http/policies.ts'
import type { Ctx, Env } from './http/env.ts'
import { placeOf } from './http/error-place.ts'
import { UnreadableFormError } from './http/forms.ts'
import { createKeptPages } from './http/kept-pages.ts'
import { readerLanguage } from './http/reader-language.ts'
import { createRememberingRouter } from './http/remembering-router.ts'
import { pageOf, renderPage, staffPageOf } from './http/render.tsx'
import { callerOf, createOriginGuard } from './http/security.ts'
import { definitionRoutes } from './indicators/definition-routes.tsx'
import { indicatorRoutes } from './indicators/routes.tsx'
import { sheetRoutes } from './indicators/sheet-routes.tsx'
import { lineChannelRoutes } from './line/channel-routes.tsx'
import { lineLinkRoutes } from './line/link-routes.tsx'
import { lineWebhookRoutes } from './line/webhook-routes.tsx'
import { liveRoutes } from './live/routes.ts'
import { staffLiveRoutes } from './live/staff-routes.ts'
import { countRequests } from './metrics/count-requests.ts'
import { logoRoutes } from './logos/routes.tsx'
import { logoStaffRoutes } from './logos/staff-routes.tsx'
import { officeRoutes } from './offices/routes.tsx'
import { opinionRoutes } from './opinions/routes.tsx'
import { oneOpinionRoutes } from './opinions/one-routes.tsx'
import { staffOpinionRoutes } from './opinions/staff-routes.tsx'
import { operationRoutes } from './operation/routes.tsx'
import { probeRoutes } from './operation/probe-routes.ts'
import { paths } from './paths.ts'
import { questionRoutes } from './planner/question-routes.tsx'
import { relationRoutes } from './planner/relation-routes.tsx'
import { plannerRoutes } from './planner/routes.tsx'
import { walkingRoutes } from './planner/walking-routes.tsx'
import { staffPosterRoutes } from './posters/routes.tsx'
import { accountRoutes } from './people/account-routes.tsx'
import { personRoutes } from './people/person-routes.tsx'
import { peopleRoutes } from './people/routes.tsx'
import { totpRolesRoutes } from './people/totp-roles-routes.tsx'
import { welcomeRoutes } from './people/welcome-routes.tsx'
import { appointmentRoutes } from './reception/appointment-routes.tsx'
import { staffLegRoutes } from './reception/leg-routes.tsx'
import { staffBookingRoutes } from './reception/booking-routes.tsx'
import { receptionRoutes } from './reception/routes.tsx'
import { receptionTicketRoutes } from './reception/ticket-routes.tsx'
import { queueRoutes } from './queue/routes.tsx'
import { erasureRoutes } from './retention/erasure-routes.tsx'
import { heldRoutes } from './retention/held-routes.tsx'
import { retentionRoutes } from './retention/retention-routes.tsx'
import { closingRoutes } from './statistics/closing-routes.tsx'
import { correctionRoutes } from './statistics/correction-routes.tsx'
import { figuresRoutes } from './statistics/routes.tsx'
import { gridRoutes } from './grids/routes.tsx'
import { holidayRoutes } from './openings/holiday-routes.tsx'
import { openingRoutes } from './openings/routes.tsx'
import { setupRoutes } from './setup/routes.tsx'
import { selfCheckRoutes } from './self-checks/routes.tsx'
import { servicePageRoutes } from './slots/service-page-routes.tsx'
import { firstRoutes } from './staff/first-routes.tsx'
import { staffHomeRoutes } from './staff/home-routes.tsx'
import { staffOfficeRoutes } from './staff/office-routes.tsx'
import { oneTimeRoutes } from './staff/one-time-routes.tsx'
import { staffRoutes } from './staff/routes.tsx'
import type { StaffMember } from './staff/staff-member.ts'
import { textsRoutes } from './texts/routes.tsx'
import { surveyKioskRoutes } from './survey/kiosk-routes.tsx'
import { paperSurveyRoutes } from './survey/paper-routes.tsx'
import { posterRoutes } from './survey/poster-routes.tsx'
import { surveyMonthRoutes } from './survey/month-routes.tsx'
import { surveyResultsRoutes } from './survey/results-routes.tsx'
import { staffSurveyRoutes } from './survey/staff-routes.tsx'
import { staffWaitlistRoutes } from './waitlist/staff-routes.tsx'
import { waitlistRulesRoutes } from './waitlist/rules-routes.tsx'
import { waitlistRoutes } from './waitlist/routes.tsx'
import { ticketSurveyRoutes } from './survey/ticket-routes.tsx'
import { waitingRoomRoutes } from './waiting-room/routes.tsx'

/** The product on one page: what every request passes, then one line per domain. */
export function createApp(deps: Deps) {
  const { settings } = deps
  const assets = loadAssets()
  const keptPages = createKeptPages(deps)
  const isOriginAllowed = createOriginGuard(settings)
  const app = new Hono<Env>({ router: createRememberingRouter() })

  app.use(countRequests(deps.tally))
  app.on('POST', '*', callerOf(settings))
  app.route('/api', createApi(deps))
  app.route('/', probeRoutes(deps))
  app.route('/line', lineWebhookRoutes(deps))
  app.get('/assets/:hash/:name', c => {
    const asset = assets.find(c.req.param('name'))
    if (!asset || asset.url !== c.req.path) return c.text('Not Found', 404)
    c.header('Content-Type', asset.type)
    c.header('Cache-Control', 'public, max-age=31536000, immutable')
    return c.body(asset.body)
  })
  app.get('/robots.txt', c =>
    c.text(
      'User-agent: *\nDisallow: /*/a/\nDisallow: /*/appointment\nDisallow: /*/t/\nDisallow: /*/w/\nDisallow: /*/survey\n',
    ),
  )

  app.use(readerLanguage(settings, c => problem(c, 'unknownLanguage', 404)))
  app.use((c, next) => {
    c.set('askedAt', deps.clock.now())
    return next()
  })
  app.use((c, next) =>
    c.req.method === 'GET' || c.req.method === 'HEAD' || isOriginAllowed(c.req.raw.headers)
      ? next()
      : Promise.resolve(problem(c, 'forbidden', 403)),
  )
  app.use('/staff/*', guardPages(deps, assets))
  app.route('/staff', staffRoutes(deps, assets))
  app.route('/staff', staffHomeRoutes(deps, assets))
  app.route('/staff', oneTimeRoutes(deps, assets))
  app.route('/staff', firstRoutes(deps, assets))
  app.route('/staff/welcome', welcomeRoutes(deps, assets))
  app.route('/staff/directory', directoryRoutes(deps, assets))
  app.route('/staff/account', accountRoutes(deps, assets))
  app.route('/staff/people', peopleRoutes(deps, assets))
  app.route('/staff/people', totpRolesRoutes(deps, assets))
  app.route('/staff/people', personRoutes(deps, assets))
  app.route('/staff/audit', auditLogRoutes(deps, assets))
  app.route('/staff/audit/exposure', exposureRoutes(deps, assets))
  app.route('/staff/disclosures', disclosureRoutes(deps, assets))
  app.route('/staff/people', directoryPersonRoutes(deps, assets))
  app.route('/staff/operation', operationRoutes(deps, assets))
  app.route('/staff/office', staffOfficeRoutes(deps, assets))
  app.route('/staff/setup', setupRoutes(deps, assets))
  app.route('/staff/setup', openingRoutes(deps, assets))
  app.route('/staff/setup', holidayRoutes(deps, assets))
  app.route('/staff/setup', gridRoutes(deps, assets))
  app.route('/staff/personal-data', heldRoutes(deps, assets))
  app.route('/staff/personal-data/erasure', erasureRoutes(deps, assets))
  app.route('/staff/personal-data/retention', retentionRoutes(deps, assets))
  app.route('/staff/setup/offices/:office/line', lineChannelRoutes(deps, assets))
  app.route('/staff/setup/offices/:office/catalogue', makeRoutes(deps, assets))
  app.route('/staff/setup/offices/:office/catalogue/colour', colourRoutes(deps, assets))
  app.route('/staff/setup/offices/:office/catalogue/logo', logoStaffRoutes(deps, assets))
  app.route('/staff/setup/offices/:office/catalogue/rules', officeRulesRoutes(deps, assets))
  app.route('/staff/setup/offices/:office/catalogue/notices', noticesRoutes(deps, assets))
  app.route('/staff/setup/offices/:office/catalogue/messages', templateRoutes(deps, assets))
  app.route('/staff/setup/offices/:office/catalogue/walking', walkingRoutes(deps, assets))
  app.route('/staff/setup/offices/:office/catalogue/life-events', questionRoutes(deps, assets))
  app.route('/staff/setup/offices/:office/catalogue/services', relationRoutes(deps, assets))
  app.route('/staff/setup/offices/:office/catalogue/counters', counterRoutes(deps, assets))
  app.route('/staff/setup/offices/:office/catalogue', catalogueRoutes(deps, assets))
  app.route('/staff/setup/offices/:office/catalogue', orderRoutes(deps, assets))
  app.route('/staff/setup/offices/:office/catalogue/services', serviceRoutes(deps, assets))
  app.route('/staff/live', staffLiveRoutes(deps))
  app.route('/staff/banners', bannerRoutes(deps, assets))
  app.route('/staff/closings', closingsRoutes(deps, assets))
  app.route('/staff/closings', closingStepRoutes(deps, assets))
  app.route('/staff', queueRoutes(deps, assets))
  app.route('/display', displayRoutes(deps, assets))
  app.route('/staff', staffKioskRoutes(deps, assets))
  app.route('/staff/reception', receptionRoutes(deps, assets))
  app.route('/staff/reception', receptionTicketRoutes(deps, assets))
  app.route('/staff/appointments', appointmentRoutes(deps, assets))
  app.route('/staff/appointments', staffLegRoutes(deps, assets))
  app.route('/staff/booking', staffBookingRoutes(deps, assets))
  app.route('/staff/waitlist', waitlistRulesRoutes(deps, assets))
  app.route('/staff/waitlist', staffWaitlistRoutes(deps, assets))
  app.route('/staff/exports', exportsRoutes(deps, assets))
  app.route('/staff/figures', figuresRoutes(deps, assets))
  app.route('/staff/figures', correctionRoutes(deps, assets))
  app.route('/staff/figures', closingRoutes(deps, assets))
  app.route('/staff/opinions', staffOpinionRoutes(deps, assets))
  app.route('/staff/opinions', oneOpinionRoutes(deps, assets))
  app.route('/staff/indicators', indicatorRoutes(deps, assets))
  app.route('/staff/indicators/definitions', definitionRoutes(deps, assets))
  app.route('/staff/evaluation', sheetRoutes(deps, assets))
  app.route('/staff/indicators/self-checks', selfCheckRoutes(deps, assets))
  app.route('/staff/survey', staffSurveyRoutes(deps, assets))
  app.route('/staff/survey/months', surveyMonthRoutes(deps, assets))
  app.route('/staff/survey', surveyResultsRoutes(deps, assets))
  app.route('/staff/survey/paper', paperSurveyRoutes(deps, assets))
  app.route('/staff/posters', staffPosterRoutes(deps, assets))
  app.route('/staff/texts', textsRoutes(assets))
  app.route('/kiosk/:office', kioskRoutes(deps, assets))
  app.route('/kiosk/:office/survey', surveyKioskRoutes(deps, assets))
  app.route('/', liveRoutes(deps))
  app.get('/', async c => {
    const offices = await deps.offices.list()
    const [only] = offices
    if (only && offices.length === 1) return c.redirect(paths.home(only.slug), 302)
    return renderPage(c, <OfficesPage page={pageOf(c, assets)} offices={offices} />)
  })
  app.use('/:office/*', async (c, next) => {
    const office = await deps.offices.bySlug(c.req.param('office'))
    if (!office) return problem(c, 'notFound', 404)
    c.set('office', office)
    return next()
  })
  app.route('/:office', officeRoutes(assets, keptPages))
  app.route('/:office', servicePageRoutes(deps, assets))
  app.route('/:office', logoRoutes(deps))
  app.route('/:office', plannerRoutes(deps, assets))
  app.route('/:office', waitingRoomRoutes(deps, assets))
  app.route('/:office', bookingRoutes(deps, assets, keptPages))
  app.route('/:office', openRoutes(deps, assets))
  app.route('/:office', cancelRoutes(deps, assets))
  app.route('/:office', manageRoutes(deps, assets))
  app.route('/:office', lineLinkRoutes(deps, assets))
  app.route('/:office', legRoutes(deps, assets))
  app.route('/:office', waitlistRoutes(deps, assets))
  app.route('/:office', checkInRoutes(deps, assets))
  app.route('/:office', ticketRoutes(deps, assets))
  app.route('/:office', noticeRoutes(deps, assets))
  app.route('/:office', openDisclosureRoutes(deps, assets))
  app.route('/:office', opinionRoutes(deps, assets))
  app.route('/:office', ticketSurveyRoutes(deps, assets))
  app.route('/:office', posterRoutes(deps, assets))

  app.notFound(c => problem(c, 'notFound', 404))
  app.onError((error, c) => {
    if (error instanceof UnreadableFormError)
      return problem(c, error.status === 413 ? 'tooLarge' : 'unreadable', error.status)
    if (error instanceof StoreUnwritableError) deps.log.error(placeOf(error), 'nothing can be written')
    if (error instanceof StoreBusyError) {
      c.header('Retry-After', '5')
      return problem(c, 'busy', 503)
    }
    const id = randomUUID().slice(0, 8)
    deps.log.error({ id, route: routePath(c), method: c.req.method, ...placeOf(error) }, 'a request failed')
    return problem(c, 'failed', 500, id)
  })
  checkPolicies(app.routes)
  return app

  function problem(
    c: Ctx,
    kind: 'notFound' | 'unknownLanguage' | 'forbidden' | 'unreadable' | 'tooLarge' | 'busy' | 'failed',
    status: 400 | 403 | 404 | 413 | 415 | 422 | 500 | 503,
    id?: string,
  ) {
    // An error before the language is known is told in Japanese.
    if (!c.var.language) c.set('language', 'ja')
    const { t } = pageOf(c, assets)
    const reference = id && (
      <p>
        {t.problem.errorId}: <b>{id}</b>
      </p>
    )
    // Only the routes for staff have somebody who is signed in.
    const staff: StaffMember | undefined = c.var.staff
    return renderPage(
      c,
      staff ? (
        <StaffMessagePage page={staffPageOf(c, assets)} staff={staff} {...t.problem[kind]}>
          {reference}
        </StaffMessagePage>
      ) : (
        <MessagePage page={pageOf(c, assets)} {...t.problem[kind]}>
          {reference}
        </MessagePage>
      ),
      status,
    )
  }
}
