import type { MessageTexts } from './messages-ja.ts'

export const messagesKo: MessageTexts = {
  language: 'ko',
  subject: {
    booked: office => `[${office}] 창구 예약이 접수되었습니다`,
    rescheduled: office => `[${office}] 창구 예약 시간이 변경되었습니다`,
    cancelled: office => `[${office}] 창구 예약이 취소되었습니다`,
    reminder: office => `[${office}] 예약하신 날짜가 다가왔습니다`,
  },
  intro: {
    booked: office => `${office} 창구 예약이 접수되었습니다.`,
    rescheduled: office =>
      `${office} 창구 예약 시간이 변경되었습니다. 전에 안내해 드린 시간은 사용할 수 없습니다. 새 예약은 다음과 같습니다.`,
    cancelled: office => `${office}의 다음 창구 예약이 취소되었습니다.`,
    reminder: office => `${office} 창구 예약 시간이 다가와 알려 드립니다.`,
  },
  labels: {
    when: '날짜와 시간',
    office: '방문할 곳',
    counter: '창구',
    counters: '창구(방문 순서)',
    address: '주소',
    minutes: '예상 시간',
    people: '인원',
    reference: '예약 번호',
    services: '업무',
    documents: '준비물',
  },
  fact: (label, value) => `${label}: ${value}`,
  bullet: '- ',
  counter: (number, floor, name) => `${floor}층 ${number}번 창구${name === null ? '' : ` (${name})`}`,
  minutes: minutes => `약 ${minutes}분`,
  people: people => `${people}명`,
  document: (name, condition) => (condition ? `${name} (${condition})` : name),
  nothingToBring: '특별히 없습니다.',
  seeTheLink: '업무 내용과 준비물은 아래 링크의 페이지에서 확인해 주세요.',
  manage: {
    booked: '예약 확인·변경·취소',
    rescheduled: '예약 확인·변경·취소',
    cancelled: '취소된 예약 확인',
    reminder: '예약 확인·변경',
  },
  cannotCome: '오실 수 없을 때 (예약 취소)',
  bookAgain: '다시 예약하기',
  howToChange: phone =>
    `예약 시각까지 위의 링크에서 시간을 변경하거나 취소할 수 있습니다. 전화(${phone})로도 가능합니다.`,
  notYou: phone => `직접 취소하신 것이 아니라면 전화(${phone})로 알려 주세요.`,
  legGone: {
    subject: office => `[${office}] 예약하신 창구 중 한 곳이 취소되었습니다`,
    intro: office => `${office} 예약 중 창구 한 곳이 취소되었습니다.`,
    which: '취소된 창구',
    rest: '다른 창구의 예약은 그대로입니다. 현재 예약은 다음과 같습니다.',
  },
  closing: {
    subject: {
      rescheduled: office => `[${office}] 창구 휴무로 예약 시간이 변경되었습니다`,
      cancelled: office => `[${office}] 창구 휴무로 예약이 취소되었습니다`,
    },
    intro: {
      rescheduled: office =>
        `${office}입니다. 예약하신 시간에 창구를 닫게 되었습니다. 불편을 드려 죄송합니다.`,
      cancelled: office =>
        `${office}입니다. 예약하신 시간에 창구를 닫게 되어 다음 예약을 취소했습니다. 불편을 드려 죄송합니다.`,
    },
    moved: from =>
      `예약은 아래의 시간으로 변경되었습니다. 이전 시간(${from})에 오시면 업무를 보실 수 없습니다.`,
    ifNot: '시간이 맞지 않으면 번거로우시겠지만 아래 링크에서 시간을 다시 선택하거나 예약을 취소해 주세요.',
    again: '번거로우시겠지만 아래 링크에서 다시 예약해 주세요.',
    reason: reason => `창구를 닫는 이유: ${reason}`,
    question: phone => `궁금한 점은 전화(${phone})로 문의해 주세요.`,
  },
  answer: {
    subject: office => `[${office}] 의견에 대한 답변`,
    intro: office => `${office}에 의견을 보내 주셔서 감사합니다. 다음과 같이 답변드립니다.`,
    receipt: '의견 번호',
    question: phone => `답변에 대해 궁금한 점이 있으면 전화(${phone})로 의견 번호를 말씀해 주세요.`,
    notYou: '의견을 보내신 적이 없다면 이 메일을 삭제해 주세요.',
  },
  nearTurn: {
    subject: office => `[${office}] 차례가 다가왔습니다`,
    intro: office => `${office} 창구의 차례가 다가왔습니다. 번호를 부르면 알 수 있는 곳에서 기다려 주세요.`,
    number: '번호',
    order: '예약하신 분 등의 순서에 따라 차례가 바뀔 수 있습니다.',
    page: '지금 순서 보기',
    once: '이 알림은 한 번만 보냅니다. 번호를 부를 때에는 메일을 보내지 않습니다.',
  },
  waitlist: {
    subject: {
      waitlisted: office => `[${office}] 빈자리 대기를 접수했습니다`,
      place_offered: office => `[${office}] 예약 자리가 났습니다(기한이 있습니다)`,
      waitlist_ended: office => `[${office}] 빈자리 대기가 끝났습니다`,
    },
    intro: {
      waitlisted: office =>
        `${office} 창구의 빈자리 대기를 접수했습니다. 자리가 나면 신청하신 순서대로 이 주소로 알려 드립니다.`,
      place_offered: office =>
        `${office} 창구의 예약에 빈자리가 났습니다. 아래 기한까지 이 자리를 잡아 두겠습니다. 아직 예약된 것이 아닙니다. 아래 페이지에서 “이 시간 예약하기”를 눌러 주세요.`,
    },
    ended: {
      passed: '알려 드린 빈자리에 답이 없어 대기를 끝냈습니다.',
      over: '원하신 날까지 자리가 나지 않아 대기를 끝냈습니다. 죄송합니다.',
    },
    days: '원하는 날',
    hours: '원하는 시간대',
    until: '답변 기한',
    from: (from, to) => `${from}~${to}`,
    anyHour: '언제든지',
    morning: '오전',
    afternoon: '오후',
    notes: {
      waitlisted: ['자리가 나지 않을 수도 있습니다. 급하시면 다른 날 예약도 검토해 주세요.'],
      place_offered: [
        '기한이 지나면 다음 분께 알려 드립니다. 어려우시면 페이지에서 “이번에는 사양하기”를 눌러 주세요.',
      ],
      waitlist_ended: ['이름과 연락처는 대기 기록에서 삭제했습니다.'],
    },
    link: {
      waitlisted: '순서 확인·대기 취소',
      place_offered: '난 자리 확인하기',
      waitlist_ended: '다시 예약하기',
    },
    question: phone => `궁금한 점이 있거나 신청하신 적이 없으면 전화(${phone})로 알려 주세요.`,
  },
  doNotReply: '이 메일은 자동으로 발송되었습니다. 회신하셔도 답변드릴 수 없습니다.',
  phone: phone => `전화 ${phone}`,
  calendarTitle: office => `${office} 창구 예약`,
}
