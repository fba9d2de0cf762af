import type { LineTexts } from './line-ja.ts'

export const lineKo: LineTexts = {
  language: 'ko',
  quick: {
    menu: '메뉴',
    bookings: '예약 보기',
    bring: '준비물',
    crowded: '혼잡 상황',
    change: '날짜와 시간 변경',
    cancel: '예약 취소',
    guide: '창구 안내',
    languages: 'Language',
    unlink: '연결 해제',
  },
  open: '예약 페이지 열기',
  openTicket: '순서 보기',
  openOffice: '예약 사이트 열기',
  book: '예약하기',
  details: '자세히 보기',
  welcome: {
    title: office => `${office} 창구 안내`,
    lines: [
      '어느 창구로 가야 하는지, 무엇을 가져가야 하는지, 지금 얼마나 기다리는지 알려 드립니다. 아래 버튼을 누르거나 업무 이름을 보내 주세요.',
      '예약 알림을 여기에서 받으려면 예약 페이지에서 “LINE으로 알림 받기”를 눌러 나오는 번호를 보내 주세요.',
    ],
  },
  menu: {
    title: '무엇을 알아볼까요?',
    lines: ['아래 버튼을 누르거나 업무 이름(전입, 주민표 등)을 보내 주세요.'],
  },
  linked: {
    title: '이 예약을 LINE으로 알려 드립니다',
    line: '변경이나 취소가 있을 때, 그리고 호출할 때 알려 드립니다. 그만두려면 “연결 해제”라고 보내 주세요.',
  },
  wrongCode: {
    title: '이 번호는 사용할 수 없습니다',
    line: '번호를 확인해 주세요. 번호는 15분 동안 한 번만 쓸 수 있습니다. 새 번호는 예약 페이지에서 받을 수 있습니다.',
  },
  tooManyTries: {
    title: '잠시 기다려 주세요',
    line: '번호가 여러 번 틀렸습니다. 15분쯤 뒤에 다시 시도해 주세요.',
  },
  notBooked: {
    title: '취소된 예약입니다',
    line: '취소된 예약은 LINE으로 알려 드리지 않습니다. 방문하시려면 다시 예약해 주세요.',
  },
  unlinked: {
    title: '연결을 해제했습니다',
    line: '더 이상 LINE으로 알림이 오지 않습니다. 예약은 그대로이며, 이메일 주소를 등록하신 분께는 이메일로 알려 드립니다.',
  },
  nothingLinked: {
    title: '연결된 예약이 없습니다',
    line: '예약 페이지에서 “LINE으로 알림 받기”를 눌러 나오는 번호를 보내 주세요.',
  },
  bring: { none: '특별히 없습니다.', onPage: '업무 내용과 준비물은 예약 페이지에서 확인해 주세요.' },
  change: '날짜와 시간은 예약 페이지에서 변경할 수 있습니다.',
  cancel: '예약은 예약 페이지에서 취소할 수 있습니다.',
  crowded: {
    title: time => `현재 혼잡 상황(${time})`,
    waiting: count => `${count}명 대기`,
    estimate: (from, to) => `약 ${from}~${to}분`,
    closed: '지금은 접수하지 않음',
    unknown: '대기 시간 알 수 없음',
  },
  guide: { title: '용건을 선택해 주세요', line: '업무 이름을 보내셔도 찾을 수 있습니다.' },
  event: name => `${name} 관련 업무`,
  choose: '업무를 선택해 주세요.',
  more: count => `${count}건 더 있습니다. 예약 사이트에서 확인해 주세요.`,
  found: words => `“${words}” 검색 결과`,
  notFound: {
    title: '찾지 못했습니다',
    line: phone =>
      `더 짧은 이름을 보내거나 아래 버튼을 눌러 주세요. 전화(${phone})로도 문의하실 수 있습니다.`,
  },
  gone: { title: '지금은 안내하지 않는 업무입니다', line: '아래 버튼을 눌러 주세요.' },
  service: { counter: '창구', minutes: '소요 시간', documents: '준비물', noVisit: '방문하지 않는 방법' },
  notText: {
    title: '글자로 보내 주세요',
    line: '사진과 스티커에는 답할 수 없습니다. 개인정보는 보내지 마세요.',
  },
  chooseLanguage: '언어를 선택해 주세요 / Choose a language',
  languageChosen: '한국어로 안내해 드립니다',
  called: {
    title: number => `${number} 번호를 호출하고 있습니다`,
    line: (window, floor) => `${floor}층 ${window}번 창구로 오세요.`,
  },
}
