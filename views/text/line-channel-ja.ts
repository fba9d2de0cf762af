import type { ChannelFault } from '#src/line/form.ts'

/** The office's channel of LINE, as an administrator sets it. */
export const lineChannelJa = {
  title: 'LINE公式アカウント',
  lead: '予約の通知と窓口の案内を、区役所のLINE公式アカウントから送ります。LINE Developersコンソールで作ったMessaging APIチャネルの値を入力してください。',
  state: '状態',
  isOn: 'LINEを使う',
  onNote: '使うと、予約ページに「LINEで通知を受け取る」が出ます。使わない間は、通知はメールだけで送ります。',
  on: '使っています',
  off: '使っていません',
  none: 'まだ設定していません',
  webhook: 'Webhook URL',
  webhookNote:
    'LINE Developersコンソールの「Messaging API設定」に貼り付け、「Webhookの利用」をオンにしてください。「応答メッセージ」と「あいさつメッセージ」はオフにします。',
  values: 'チャネルの値',
  field: {
    basicId: 'ベーシックID',
    secret: 'チャネルシークレット',
    accessToken: 'チャネルアクセストークン（長期）',
  },
  hint: {
    basicId: '例）@123abcde。プレミアムIDも使えます。',
    secret: '英数字32文字。',
    accessToken: 'コンソールで発行した値。',
    kept: '登録済みです。変えるときだけ入力してください。登録した値は表示しません。',
  },
  fault: {
    basic_id: 'ベーシックIDは、@で始まる英数字で入力してください。',
    secret: 'チャネルシークレットは、英数字32文字で入力してください。',
    access_token: 'チャネルアクセストークンを、改行や空白を入れずに入力してください。',
  } satisfies Record<ChannelFault['reason'], string>,
  save: '保存する',
  saved: '保存しました。',
  stale: {
    title: 'ほかの人が先に変更しました',
    text: '下は、いまの設定です。確かめて、もう一度保存してください。',
  },
  test: {
    title: '接続テスト',
    lead: '保存した値でLINEに問い合わせ、どのアカウントにつながるかを確かめます。だれにもメッセージは送りません。',
    submit: '接続を確かめる',
    result: {
      connected: '接続できました。ベーシックIDも合っています。',
      other_account: '接続できましたが、ベーシックIDが別のアカウントのものです。',
      refused: 'LINEに断られました。チャネルアクセストークンを確かめてください。',
      no_answer: 'LINEから答えがありませんでした。しばらくしてから、もう一度お試しください。',
    },
  },
  noKey: {
    title: '値を保存できません',
    text: 'このサーバーには、チャネルの値を暗号にする鍵がありません。サーバーの管理者に、設定 SECRETS_KEY_FILE を依頼してください（手順は docs/operation.md）。',
  },
  locked: {
    title: '登録済みの値を読めません',
    text: '暗号にした鍵が、このサーバーにありません。サーバーの管理者に鍵を戻してもらうか、下の2つの値を入力し直してください。それまで、通知はメールだけで送ります。',
  },
  trouble: {
    title: 'LINEに送れていません',
    at: (time: string) => `${time}から送れていません。`,
    text: '送れなかった通知は、メールアドレスのある人にはメールで送っています。',
    monthly: '今月の無料メッセージ通数を使い切りました。LINE公式アカウントのプランを確かめてください。',
    refused: 'LINEに断られました。チャネルアクセストークンと、アカウントの状態を確かめてください。',
    later: 'LINEが混んでいるか、止まっています。自動で送り直します。',
  },
}

export type LineChannelTexts = typeof lineChannelJa
