/** What is said on LINE. Labels of buttons have 20 letters at most; LINE refuses longer ones. */
export const lineJa = {
  language: 'ja',
  quick: {
    menu: 'メニュー',
    bookings: '予約を見る',
    bring: '持ち物',
    crowded: '混み具合',
    change: '日時の変更',
    cancel: '予約の取消し',
    guide: '窓口の案内',
    languages: 'Language',
    unlink: '連携解除',
  },
  open: '予約ページを開く',
  openTicket: '順番を見る',
  openOffice: '予約サイトを開く',
  book: '予約する',
  details: 'くわしく見る',
  welcome: {
    title: (office: string) => `${office}の窓口案内`,
    lines: [
      'どの窓口に行けばよいか、何を持って行くか、いまどのくらい混んでいるかをお答えします。下のボタンを押すか、手続きの名前を送ってください。',
      '予約の通知をここで受け取るには、予約ページの「LINEで通知を受け取る」で番号を出し、その番号を送ってください。',
    ],
  },
  menu: {
    title: '何をお調べしますか',
    lines: ['下のボタンを押すか、手続きの名前（転入、住民票など）を送ってください。'],
  },
  linked: {
    title: 'LINEで予約の通知をお送りします',
    line: '変更、取消し、呼び出しをお知らせします。やめるときは「連携解除」と送ってください。',
  },
  wrongCode: {
    title: 'この番号では連携できません',
    line: '番号を確かめてください。15分を過ぎた番号や、一度使った番号は使えません。新しい番号は予約ページで出せます。',
  },
  tooManyTries: {
    title: 'しばらく連携できません',
    line: '番号の間違いが続きました。15分ほどたってから、もう一度お試しください。',
  },
  notBooked: {
    title: 'この予約は取り消されています',
    line: '取り消された予約の通知は、LINEには届きません。来庁されるときは、あらためて予約してください。',
  },
  unlinked: {
    title: '連携を解除しました',
    line: '予約の通知はLINEには届かなくなります。予約はそのままです。メールアドレスを登録している方には、メールでお知らせします。',
  },
  nothingLinked: {
    title: '連携している予約はありません',
    line: '予約ページの「LINEで通知を受け取る」で番号を出し、その番号を送ってください。',
  },
  bring: {
    none: '特にありません。',
    onPage: '手続きの内容と持ち物は、予約ページでご確認ください。',
  },
  change: '日時の変更は、予約ページからできます。',
  cancel: '予約の取消しは、予約ページからできます。',
  crowded: {
    title: (time: string) => `いまの混み具合（${time}現在）`,
    waiting: (count: number) => `${count}人待ち`,
    estimate: (from: number, to: number) => `約${from}～${to}分`,
    closed: '受付していません',
    unknown: '待ち時間は不明',
  },
  guide: { title: 'ご用件を選んでください', line: '手続きの名前を送っていただいても探せます。' },
  event: (name: string) => `${name}のときの手続き`,
  choose: '手続きを選んでください。',
  more: (count: number) => `ほかに${count}件あります。予約サイトでご覧ください。`,
  found: (words: string) => `「${words}」で見つかった手続き`,
  notFound: {
    title: '見つかりませんでした',
    line: (phone: string) =>
      `手続きの名前を短くして送るか、下のボタンからお選びください。お電話（${phone}）でもお答えします。`,
  },
  gone: { title: 'いまは案内していない手続きです', line: '下のボタンからお選びください。' },
  service: { counter: '窓口', minutes: '時間の目安', documents: '持ち物', noVisit: '来庁しない方法' },
  notText: {
    title: '文字で送ってください',
    line: '写真やスタンプにはお答えできません。個人情報は送らないでください。',
  },
  chooseLanguage: 'ことばを選んでください / Choose a language',
  languageChosen: '日本語でご案内します',
  called: {
    title: (number: string) => `${number} の番号の方をお呼びしています`,
    line: (window: string, floor: number) => `${floor}階 ${window}番窓口へお越しください。`,
  },
}

export type LineTexts = typeof lineJa
