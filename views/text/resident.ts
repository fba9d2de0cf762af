import type { ArrivalTexts } from './arrival-ja.ts'
import type { Texts } from './ja.ts'
import type { PostersTexts } from './posters-ja.ts'
import type { SurveyTexts } from './survey-ja.ts'
import type { ResidentWaitlistTexts } from './waitlist-ja.ts'

/** What residents read of arriving. */
export type ResidentArrivalTexts = Omit<ArrivalTexts, 'kiosks'>

/** What residents read of the opinions box. */
export type ResidentOpinionsTexts = Omit<
  Texts['opinions'],
  'wholeOffice' | 'staff' | 'entry' | 'one' | 'months'
>

/** What visitors read of the questionnaire. */
export type ResidentSurveyTexts = Pick<
  SurveyTexts,
  | 'title'
  | 'goal'
  | 'mark'
  | 'notApplicable'
  | 'bookedOnly'
  | 'anonymous'
  | 'thanks'
  | 'thanksText'
  | 'comment'
  | 'commentHint'
  | 'commentNoReply'
  | 'commentFault'
  | 'counter'
  | 'counterNone'
  | 'send'
  | 'ticket'
  | 'kiosk'
  | 'poster'
> & { posterSheet: Pick<SurveyTexts['posterSheet'], 'heading' | 'lead' | 'scan' | 'anonymous' | 'qrLabel'> }

/** What posters say. */
export type ResidentPostersTexts = Omit<PostersTexts, 'staff'>

/** Everything that residents read on pages: complete in every language. The rest is for staff. */
export type ResidentTexts = Pick<
  Texts,
  | 'languageName'
  | 'legs'
  | 'listComma'
  | 'shell'
  | 'home'
  | 'services'
  | 'service'
  | 'steps'
  | 'slots'
  | 'taken'
  | 'refusal'
  | 'details'
  | 'errors'
  | 'check'
  | 'done'
  | 'appointment'
  | 'cancellation'
  | 'cannotCome'
  | 'waitingRoom'
  | 'landing'
  | 'lineLink'
  | 'find'
  | 'privacy'
  | 'problem'
  | 'planner'
> & {
  banners: Pick<Texts['banners'], 'label' | 'kind' | 'about'>
  disclosures: Pick<Texts['disclosures'], 'policyHeading' | 'policyLead' | 'changedAt' | 'results'> & {
    title: Pick<Texts['disclosures']['title'], 'accessibility'>
  }
  arrival: ResidentArrivalTexts
  opinions: ResidentOpinionsTexts
  waitlist: ResidentWaitlistTexts
  survey: ResidentSurveyTexts
  posters: ResidentPostersTexts
}
