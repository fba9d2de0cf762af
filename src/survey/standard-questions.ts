import { type Month, overallSlug, type Question, type Questionnaire } from './questionnaire.ts'

/** What city halls ask those who come, for an office to begin with: about the visit as a whole, then its parts. */
const standardQuestions: readonly Question[] = [
  {
    slug: overallSlug,
    text: {
      ja: '今日の窓口の対応は全体としていかがでしたか',
      easy: '{今日|きょう}の {窓口|まどぐち}は どうでしたか',
      en: 'How was the service today overall?',
      'zh-Hans': '您对今天窗口的接待总体感觉如何？',
      ko: '오늘 창구 응대는 전체적으로 어떠셨나요?',
      vi: 'Hôm nay quý vị thấy cách phục vụ tại quầy nói chung thế nào?',
    },
    isAsked: true,
    isBookedOnly: false,
  },
  {
    slug: 'q-explain',
    text: {
      ja: '職員の説明はわかりやすかったですか',
      easy: '{説明|せつめい}は わかりましたか',
      en: 'Was the explanation clear?',
      'zh-Hans': '工作人员的说明容易理解吗？',
      ko: '직원의 설명은 이해하기 쉬웠나요?',
      vi: 'Nhân viên giải thích có dễ hiểu không?',
    },
    isAsked: true,
    isBookedOnly: false,
  },
  {
    slug: 'q-manner',
    text: {
      ja: 'あいさつや言葉づかいはいかがでしたか',
      easy: '{職員|しょくいん}の {話|はな}し{方|かた}は どうでしたか',
      en: 'How were the greetings and manner of speaking?',
      'zh-Hans': '工作人员的问候和用语如何？',
      ko: '인사와 말씨는 어떠셨나요?',
      vi: 'Cách chào hỏi và nói chuyện thế nào?',
    },
    isAsked: true,
    isBookedOnly: false,
  },
  {
    slug: 'q-wait',
    text: {
      ja: '待ち時間は納得できるものでしたか',
      easy: '{待|ま}つ {時間|じかん}は どうでしたか',
      en: 'Was the waiting time acceptable?',
      'zh-Hans': '等候时间可以接受吗？',
      ko: '대기 시간은 받아들일 만했나요?',
      vi: 'Thời gian chờ có chấp nhận được không?',
    },
    isAsked: true,
    isBookedOnly: false,
  },
  {
    slug: 'q-form',
    text: {
      ja: '書類の書き方や手続きはわかりやすかったですか',
      easy: '{紙|かみ}の {書|か}き{方|かた}は わかりましたか',
      en: 'Were the forms and steps easy to understand?',
      'zh-Hans': '文件的填写方法和手续容易理解吗？',
      ko: '서류 작성 방법과 절차는 이해하기 쉬웠나요?',
      vi: 'Cách điền giấy tờ và thủ tục có dễ hiểu không?',
    },
    isAsked: true,
    isBookedOnly: false,
  },
  {
    slug: 'q-sign',
    text: {
      ja: '庁内の案内表示はわかりやすかったですか',
      easy: '{案内|あんない}の {表示|ひょうじ}は わかりましたか',
      en: 'Were the signs easy to follow?',
      'zh-Hans': '馆内的指示牌容易看懂吗？',
      ko: '청사 안의 안내 표시는 알아보기 쉬웠나요?',
      vi: 'Biển chỉ dẫn trong tòa nhà có dễ hiểu không?',
    },
    isAsked: true,
    isBookedOnly: false,
  },
  {
    slug: 'q-privacy',
    text: {
      ja: 'プライバシーへの配慮は十分でしたか',
      easy: 'ほかの {人|ひと}に {聞|き}かれない ように していましたか',
      en: 'Was your privacy respected?',
      'zh-Hans': '对隐私的保护是否充分？',
      ko: '사생활 보호는 충분했나요?',
      vi: 'Việc bảo vệ riêng tư có đầy đủ không?',
    },
    isAsked: true,
    isBookedOnly: false,
  },
  {
    slug: 'q-booking',
    text: {
      ja: '来庁前の予約は使いやすかったですか',
      easy: '{予約|よやく}は かんたんでしたか',
      en: 'Was booking easy?',
      'zh-Hans': '来访前的预约好用吗？',
      ko: '방문 전 예약은 이용하기 쉬웠나요?',
      vi: 'Việc đặt lịch trước có dễ dùng không?',
    },
    isAsked: true,
    isBookedOnly: true,
  },
]

/** What a month may ask in an office that has not asked anything yet: it does as soon as somebody saves it. */
export function standardQuestionnaire(month: Month): Questionnaire {
  return { month, goal: null, questions: standardQuestions, revision: 0 }
}
