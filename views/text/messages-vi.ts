import type { MessageTexts } from './messages-ja.ts'

export const messagesVi: MessageTexts = {
  language: 'vi',
  subject: {
    booked: office => `[${office}] Đã nhận lịch hẹn tại quầy`,
    rescheduled: office => `[${office}] Đã đổi ngày giờ hẹn tại quầy`,
    cancelled: office => `[${office}] Đã hủy lịch hẹn tại quầy`,
    reminder: office => `[${office}] Sắp đến ngày giờ hẹn của quý vị`,
  },
  intro: {
    booked: office => `${office} đã nhận lịch hẹn tại quầy của quý vị.`,
    rescheduled: office =>
      `Ngày giờ hẹn tại quầy của ${office} đã được đổi. Ngày giờ đã báo trước đây không còn dùng được. Lịch hẹn mới như sau.`,
    cancelled: office => `Lịch hẹn tại quầy của ${office} dưới đây đã được hủy.`,
    reminder: office => `Sắp đến lịch hẹn của quý vị tại quầy của ${office}.`,
  },
  labels: {
    when: 'Ngày giờ',
    office: 'Nơi đến',
    counter: 'Quầy',
    counters: 'Các quầy, theo thứ tự',
    address: 'Địa chỉ',
    minutes: 'Thời gian dự kiến',
    people: 'Số người',
    reference: 'Mã lịch hẹn',
    services: 'Thủ tục',
    documents: 'Những thứ cần mang theo',
  },
  fact: (label, value) => `${label}: ${value}`,
  bullet: '- ',
  counter: (number, floor, name) => `Quầy số ${number}${name === null ? '' : ` (${name})`}, tầng ${floor}`,
  minutes: minutes => `khoảng ${minutes} phút`,
  people: people => `${people} người`,
  document: (name, condition) => (condition ? `${name} (${condition})` : name),
  nothingToBring: 'Không cần gì đặc biệt.',
  seeTheLink: 'Xin xem nội dung thủ tục và những thứ cần mang theo ở đường dẫn bên dưới.',
  manage: {
    booked: 'Xem, đổi hoặc hủy lịch hẹn',
    rescheduled: 'Xem, đổi hoặc hủy lịch hẹn',
    cancelled: 'Xem lịch hẹn đã hủy',
    reminder: 'Xem hoặc đổi lịch hẹn',
  },
  cannotCome: 'Nếu không đến được: hủy lịch hẹn',
  bookAgain: 'Đặt lịch lại',
  howToChange: phone =>
    `Quý vị có thể đổi hoặc hủy qua đường dẫn trên cho đến giờ hẹn, hoặc gọi điện (${phone}).`,
  notYou: phone => `Nếu quý vị không phải là người hủy, xin gọi điện cho chúng tôi (${phone}).`,
  legGone: {
    subject: office => `[${office}] Đã hủy một quầy trong lịch hẹn của quý vị`,
    intro: office => `Một quầy trong lịch hẹn của quý vị tại ${office} đã được hủy.`,
    which: 'Quầy đã hủy',
    rest: 'Lịch hẹn ở các quầy khác vẫn giữ nguyên. Lịch hẹn hiện tại như sau.',
  },
  closing: {
    subject: {
      rescheduled: office => `[${office}] Ngày giờ hẹn đã đổi vì quầy đóng cửa`,
      cancelled: office => `[${office}] Lịch hẹn đã hủy vì quầy đóng cửa`,
    },
    intro: {
      rescheduled: office =>
        `${office} xin thông báo: quầy sẽ đóng cửa vào giờ hẹn của quý vị. Chúng tôi thành thật xin lỗi vì sự bất tiện này.`,
      cancelled: office =>
        `${office} xin thông báo: quầy sẽ đóng cửa vào giờ hẹn của quý vị, nên lịch hẹn dưới đây đã được hủy. Chúng tôi thành thật xin lỗi vì sự bất tiện này.`,
    },
    moved: from =>
      `Lịch hẹn đã đổi sang ngày giờ dưới đây. Nếu đến vào giờ cũ (${from}), quý vị không làm được thủ tục.`,
    ifNot: 'Nếu không tiện, xin quý vị chọn lại ngày giờ hoặc hủy lịch hẹn qua đường dẫn bên dưới.',
    again: 'Xin quý vị đặt lịch lại qua đường dẫn bên dưới.',
    reason: reason => `Lý do quầy đóng cửa: ${reason}`,
    question: phone => `Nếu có câu hỏi, xin gọi điện (${phone}).`,
  },
  answer: {
    subject: office => `[${office}] Trả lời góp ý của quý vị`,
    intro: office => `Cảm ơn quý vị đã gửi góp ý cho ${office}. Chúng tôi xin trả lời như sau.`,
    receipt: 'Mã góp ý',
    question: phone => `Nếu có câu hỏi về câu trả lời này, xin gọi điện (${phone}) và cho biết mã góp ý.`,
    notYou: 'Nếu quý vị không gửi góp ý, xin xóa email này.',
  },
  nearTurn: {
    subject: office => `[${office}] Sắp đến lượt quý vị`,
    intro: office =>
      `Sắp đến lượt quý vị tại quầy của ${office}. Vui lòng chờ ở nơi có thể biết khi số của mình được gọi.`,
    number: 'Số của quý vị',
    order: 'Thứ tự có thể thay đổi, ví dụ khi có người đã hẹn trước.',
    page: 'Xem thứ tự hiện tại',
    once: 'Thông báo này chỉ gửi một lần. Khi gọi số sẽ không có email nữa.',
  },
  waitlist: {
    subject: {
      waitlisted: office => `[${office}] Đã nhận đăng ký chờ chỗ trống`,
      place_offered: office => `[${office}] Có giờ hẹn trống: xin trả lời trong thời hạn`,
      waitlist_ended: office => `[${office}] Đã kết thúc chờ chỗ trống`,
    },
    intro: {
      waitlisted: office =>
        `Chúng tôi đã nhận đăng ký chờ chỗ trống tại ${office}. Khi có chỗ trống, chúng tôi sẽ báo đến địa chỉ này, theo thứ tự đăng ký.`,
      place_offered: office =>
        `Đã có một giờ hẹn trống tại ${office}. Chúng tôi giữ giờ này cho quý vị đến hạn dưới đây. Quý vị chưa đặt lịch xong: xin mở trang bên dưới và bấm “Đặt giờ này”.`,
    },
    ended: {
      passed: 'Quý vị không trả lời về giờ trống đã báo, nên việc chờ đã kết thúc.',
      over: 'Không có chỗ trống cho đến ngày quý vị mong muốn, nên việc chờ đã kết thúc. Chúng tôi rất tiếc.',
    },
    days: 'Ngày mong muốn',
    hours: 'Khoảng giờ mong muốn',
    until: 'Hạn trả lời',
    from: (from, to) => `${from} – ${to}`,
    anyHour: 'giờ nào cũng được',
    morning: 'buổi sáng',
    afternoon: 'buổi chiều',
    notes: {
      waitlisted: ['Có thể sẽ không có chỗ trống. Nếu gấp, xin cân nhắc đặt lịch vào ngày khác.'],
      place_offered: [
        'Quá hạn, chúng tôi sẽ báo cho người tiếp theo. Nếu không tiện, xin bấm “Bỏ qua” trên trang.',
      ],
      waitlist_ended: ['Họ tên và thông tin liên lạc của quý vị đã được xóa khỏi danh sách chờ.'],
    },
    link: {
      waitlisted: 'Xem thứ tự hoặc thôi chờ',
      place_offered: 'Xem giờ trống',
      waitlist_ended: 'Đặt lịch lại',
    },
    question: phone => `Nếu có thắc mắc hoặc quý vị không đăng ký, xin gọi ${phone}.`,
  },
  doNotReply: 'Email này được gửi tự động. Chúng tôi không trả lời được thư hồi đáp.',
  phone: phone => `Điện thoại ${phone}`,
  calendarTitle: office => `Lịch hẹn tại ${office}`,
}
