import type { DirectoryRefusal } from '#src/directory/directory.ts'

/** Signing in by the city's directory, in Japanese. */
export const directoryJa = {
  door: {
    signIn: '庁内アカウントでサインイン',
    unlock: '庁内アカウントでロックを解除',
    hint: '市の認証ページに移ります。本人確認のため、毎回の入力が必要です。',
    byPassword: 'パスワードでサインイン',
  },
  refusal: {
    title: 'サインインできませんでした',
    again: 'もう一度、庁内アカウントでサインイン',
    password: 'サインインのページへ',
    reason: {
      unavailable: {
        title: '市の認証ページにつながりません',
        text: '少し待ってから、もう一度お試しください。パスワードを決めている人は、パスワードでサインインできます。',
      },
      denied: {
        title: 'サインインを取りやめました',
        text: '市の認証ページで、サインインが許可されませんでした。',
      },
      untrusted: {
        title: 'サインインを確認できませんでした',
        text: '市の認証ページの返事が正しくありません。もう一度お試しください。くり返すときは、管理者に知らせてください。',
      },
      expired: {
        title: 'サインインの時間が過ぎました',
        text: '時間が過ぎたか、ほかの画面で新しく始めたため、続けられません。はじめからやり直してください。',
      },
      unknown_account: {
        title: 'このシステムのアカウントがありません',
        text: '市の認証では本人と確認できましたが、つながるアカウントがありません。管理者に、庁内アカウントの名前を登録してもらってください。',
      },
      disabled: {
        title: 'このアカウントは停止しています',
        text: '使う必要があるときは、管理者に利用の再開を頼んでください。',
      },
    } satisfies Record<DirectoryRefusal, { title: string; text: string }>,
  },
  person: {
    link: '庁内アカウントでのサインイン',
    fact: '庁内アカウント',
    linked: '登録ずみ',
    linkedOnly: '登録ずみ（パスワードなし）',
    awaited: '最初のサインイン待ち',
    title: (name: string) => `${name}さんの庁内アカウント`,
    onlyDirectory: 'このアカウントは庁内アカウントだけでサインインします。パスワードはありません。',
    none: '庁内アカウントは登録されていません。名前を登録すると、本人が最初にサインインしたときに結び付きます。',
    waits: (name: string, until: string) =>
      `「${name}」の最初のサインインを待っています。${until}を過ぎると取り消されます。`,
    since: (time: string) => `${time}に本人がサインインし、結び付きました。`,
    name: '庁内アカウントの名前',
    nameHint: '市の認証ページで本人が使う名前です。結び付いたあとは消去します',
    submit: '登録する',
    fault: {
      required: '庁内アカウントの名前を入力してください。',
      not_a_name: '空白を入れずに、255文字までで入力してください。',
      name_awaited: 'この名前は、ほかの人に登録されています。',
    },
    stale: '先に変更されています。いまの状態を確かめて、よければもう一度操作してください。',
    done: {
      name: '登録しました。本人に、庁内アカウントでサインインするよう伝えてください。',
      unlink: '庁内アカウントとの結び付きを外しました。',
      'password-off': 'パスワードを使えなくしました。',
    },
    unlink: {
      title: '結び付きを外す',
      linked: 'いまのサインインはすべて終わり、庁内アカウントでは入れなくなります。',
      needsCode: 'パスワードがないため、外したあとに設定コードの発行が必要です。',
      awaited: '待つのをやめ、登録した名前を消去します。',
      submit: '結び付きを外す',
      withdraw: '登録を取り消す',
    },
    passwordOff: {
      title: 'パスワードを使えなくする',
      text: '庁内アカウントだけでサインインするようになります。元に戻すには、設定コードを発行します。市の認証が止まった日のために、パスワードで入れる管理者が1人は必要です。',
      submit: 'パスワードを使えなくする',
    },
  },
}
