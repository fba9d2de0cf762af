import type { MessageTexts } from './messages-ja.ts'

export const messagesZhHans: MessageTexts = {
  language: 'zh-Hans',
  subject: {
    booked: office => `【${office}】窗口预约已受理`,
    rescheduled: office => `【${office}】窗口预约的时间已更改`,
    cancelled: office => `【${office}】窗口预约已取消`,
  },
  intro: {
    booked: office => `${office}已受理您的窗口预约。`,
    rescheduled: office => `${office}的窗口预约时间已更改。以前通知的时间不再有效。新的预约如下。`,
    cancelled: office => `${office}的以下窗口预约已取消。`,
  },
  labels: {
    when: '日期和时间',
    office: '来访地点',
    counter: '窗口',
    counters: '窗口（按顺序）',
    address: '地址',
    minutes: '所需时间',
    people: '人数',
    reference: '预约编号',
    services: '手续',
    documents: '携带物品',
  },
  fact: (label, value) => `${label}：${value}`,
  bullet: '・',
  counter: (number, floor, name) => `${floor}楼 ${number}号窗口${name === null ? '' : `（${name}）`}`,
  minutes: minutes => `约${minutes}分钟`,
  people: people => `${people}人`,
  document: (name, condition) => (condition ? `${name} ※${condition}` : name),
  seeTheLink: '手续内容和携带物品，请在下面链接的页面中确认。',
  manage: {
    booked: '查看、更改、取消预约',
    rescheduled: '查看、更改、取消预约',
    cancelled: '查看已取消的预约',
  },
  bookAgain: '重新预约',
  howToChange: phone => `在预约时间之前，可以通过上面的链接更改或取消。也可以打电话（${phone}）。`,
  notYou: phone => `如果不是您本人取消的，请打电话（${phone}）告知我们。`,
  closing: {
    subject: {
      rescheduled: office => `【${office}】因窗口关闭，您的预约时间已更改`,
      cancelled: office => `【${office}】因窗口关闭，您的预约已取消`,
    },
    intro: {
      rescheduled: office => `这里是${office}。在您预约的时间，窗口将关闭。给您带来不便，非常抱歉。`,
      cancelled: office =>
        `这里是${office}。在您预约的时间，窗口将关闭，因此取消了以下预约。给您带来不便，非常抱歉。`,
    },
    moved: from => `您的预约已更改为下面的时间。即使在原来的时间（${from}）前来，也不能办理手续。`,
    ifNot: '如果这个时间不方便，麻烦您通过下面的链接重新选择时间，或取消预约。',
    again: '麻烦您通过下面的链接重新预约。',
    reason: reason => `窗口关闭的原因：${reason}`,
    question: phone => `如有疑问，请打电话（${phone}）咨询。`,
  },
  answer: {
    subject: office => `【${office}】对您意见的答复`,
    intro: office => `感谢您向${office}提出意见。我们的答复如下。`,
    receipt: '意见编号',
    question: phone => `如对此答复有疑问，请打电话（${phone}）并告知意见编号。`,
    notYou: '如果您没有提出过意见，请删除此邮件。',
  },
  doNotReply: '此邮件由系统自动发送。即使回复，我们也无法答复。',
  phone: phone => `电话 ${phone}`,
  calendarTitle: office => `${office} 窗口预约`,
}
