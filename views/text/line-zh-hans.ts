import type { LineTexts } from './line-ja.ts'

export const lineZhHans: LineTexts = {
  language: 'zh-Hans',
  quick: {
    menu: '菜单',
    bookings: '查看预约',
    bring: '携带物品',
    crowded: '排队情况',
    change: '更改时间',
    cancel: '取消预约',
    guide: '窗口指南',
    languages: 'Language',
    unlink: '解除关联',
  },
  open: '打开预约页面',
  openTicket: '查看排队顺序',
  openOffice: '打开预约网站',
  book: '预约',
  details: '查看详情',
  welcome: {
    title: office => `${office}窗口指南`,
    lines: [
      '您可以查询应去哪个窗口、需要带什么、现在要等多久。请点击下方按钮，或发送手续名称。',
      '如要在此接收预约通知，请在预约页面点击“用LINE接收通知”，并发送页面上显示的号码。',
    ],
  },
  menu: { title: '您想查询什么？', lines: ['请点击下方按钮，或发送手续名称（迁入、住民票等）。'] },
  linked: {
    title: '将通过LINE通知您这次预约',
    line: '预约更改、取消以及叫号时会通知您。如要停止，请发送“解除关联”。',
  },
  wrongCode: {
    title: '此号码无法使用',
    line: '请确认号码。号码15分钟内有效，且只能使用一次。您可以在预约页面获取新的号码。',
  },
  tooManyTries: { title: '请稍后再试', line: '号码连续输入错误。请约15分钟后再试。' },
  notBooked: {
    title: '该预约已取消',
    line: '已取消的预约不会再通过LINE通知。如需前来办理，请重新预约。',
  },
  unlinked: {
    title: '已解除关联',
    line: '今后不再通过LINE发送通知。您的预约不变；如已登记电子邮箱，我们会通过邮件通知。',
  },
  nothingLinked: {
    title: '没有已关联的预约',
    line: '请在预约页面点击“用LINE接收通知”，并发送页面上显示的号码。',
  },
  bring: { none: '没有特别需要携带的物品。', onPage: '手续内容和携带物品请在预约页面确认。' },
  change: '您可以在预约页面更改日期和时间。',
  cancel: '您可以在预约页面取消预约。',
  crowded: {
    title: time => `当前排队情况（${time}）`,
    waiting: count => `${count}人等候`,
    estimate: (from, to) => `约${from}～${to}分钟`,
    closed: '现在不受理',
    unknown: '等候时间不明',
  },
  guide: { title: '请选择您要办的事', line: '也可以发送手续名称来查找。' },
  event: name => `${name}时的手续`,
  choose: '请选择手续。',
  more: count => `另有${count}项，请在预约网站查看。`,
  found: words => `“${words}”的查找结果`,
  notFound: {
    title: '没有找到',
    line: phone => `请发送更短的名称，或点击下方按钮。也可以打电话（${phone}）询问。`,
  },
  gone: { title: '目前不提供此手续', line: '请点击下方按钮选择。' },
  service: { counter: '窗口', minutes: '所需时间', documents: '携带物品', noVisit: '无需来访的方法' },
  notText: { title: '请用文字发送', line: '无法回答图片和贴图。请不要发送个人信息。' },
  chooseLanguage: '请选择语言 / Choose a language',
  languageChosen: '将用简体中文为您服务',
  called: {
    title: number => `正在叫号：${number}`,
    line: (window, floor) => `请到${floor}楼${window}号窗口。`,
  },
}
