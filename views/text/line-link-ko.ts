import type { LineLinkTexts } from './line-link-ja.ts'

export const lineLinkKo: LineLinkTexts = {
  title: 'LINE으로 알림 받기',
  lead: '예약 변경이나 취소, 당일 호출을 LINE으로 알려 드립니다. 친구로 추가하고 번호를 보내기만 하면 됩니다.',
  show: '번호 보기',
  isLinked: '이 예약의 알림을 LINE으로 보내고 있습니다.',
  unlink: 'LINE 알림 그만 받기',
  code: '보낼 번호',
  until: time => `${time}까지 한 번만 쓸 수 있습니다.`,
  open: 'LINE을 열어 번호 보내기',
  openNote: 'LINE이 열리면 번호가 입력되어 있습니다. 그대로 보내 주세요.',
  friend: '먼저 친구로 추가하기',
  otherDevice: '스마트폰으로 보낼 때',
  qr: 'LINE을 열어 번호를 보내는 QR 코드',
  otherNote: '스마트폰 카메라로 읽어 주세요. 채팅에 번호를 입력해 보내도 됩니다.',
  sent: 'LINE으로는 날짜와 시간, 창구, 예약 번호 등 안내만 보냅니다. 이름, 연락처, 업무 이름은 보내지 않습니다.',
  keep: '이 번호를 다른 사람에게 보여 주지 마세요.',
  back: '예약 내용으로 돌아가기',
}
