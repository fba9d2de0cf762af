import type { PasswordFault } from '#src/staff/new-password.ts'
import type { FirstFault } from '#src/staff/first-administrator.ts'
import type { Role } from '#src/staff/staff-member.ts'

/** Texts of the pages for staff to sign in and start from, in Japanese. */
export const staffJa = {
  role: {
    reception: '受付',
    clerk: '窓口担当',
    contractor: '委託スタッフ',
    supervisor: '係長・課長',
    administrator: '管理者',
  } satisfies Record<Role, string>,
  toHome: '職員用トップへ',
  shell: {
    siteName: '窓口の予約',
    mark: '職員用',
    navigation: '職員用メニュー',
    door: {
      home: 'トップ',
      reception: '総合受付',
      live: '全窓口の状況',
      figures: '統計',
      opinions: 'ご意見',
      survey: 'アンケート',
      office: '設定と記録',
    },
    lock: 'ロック',
    signOut: 'サインアウト',
  },
  notSignedIn: {
    title: 'サインインしてください',
    text: 'サインインの時間が切れました。いまの操作は行われていません。',
  },
  notAllowed: {
    title: 'この画面は使えません',
    text: 'あなたの役割では使えない画面です。必要なときは、管理者に相談してください。',
  },
  signIn: {
    title: '職員のサインイン',
    login: 'ログイン名',
    password: 'パスワード',
    submit: 'サインイン',
    help: 'パスワードを忘れたときは、管理者に連絡してください。',
    required: 'ログイン名とパスワードを入力してください。',
    wrong_credentials: 'ログイン名かパスワードがちがいます。',
    too_many_tries: (minutes: number) =>
      `回数が多すぎます。あと${minutes}分待ってから、もう一度お試しください。`,
    ended: 'サインアウトしました。',
    made: 'アカウントを作りました。サインインしてください。',
    chosen: 'パスワードを決めました。サインインしてください。',
    welcome: 'はじめて使う人、設定コードを受け取った人はこちら',
  },
  lock: {
    title: '画面をロックしています',
    text: (name: string) =>
      `${name}さん、パスワードを入力すると続きから使えます。窓口の状態は変わっていません。`,
    submit: 'ロックを解除',
    otherPerson: 'ほかの人が使うときは、サインアウトしてください。',
    required: 'パスワードを入力してください。',
    wrong: 'パスワードがちがいます。',
  },
  oneTimePassword: {
    title: 'ワンタイムパスワードの入力',
    label: '6けたの数字',
    hint: '認証アプリに表示されている数字です',
    lost: '認証アプリが使えないときは、管理者に連絡してください。',
    stop: 'サインインをやめる',
    required: '6けたの数字を入力してください。',
    wrong_otp: '数字がちがうか、すでに使われています。新しい数字が出るのを待って入力してください。',
  },
  totp: {
    title: 'ワンタイムパスワードの設定',
    lead: 'サインインのときに、パスワードに加えて認証アプリの数字を使うようにします。',
    leadRequired: 'この役割では、サインインに認証アプリの数字も必要です。はじめに設定してください。',
    scan: '1. 認証アプリで読み取る',
    qrLabel: '認証アプリで読み取るQRコード',
    byHand: '読み取れないときは、この文字をアプリに入力してください。',
    confirm: '2. 表示された数字を入力する',
    passwordHint: '本人であることを確かめます',
    submit: '設定する',
    done: {
      title: 'ワンタイムパスワードは設定ずみです',
      text: 'スマートフォンを替えるときなど、設定し直したいときは管理者に連絡してください。',
    },
    noKey: {
      title: 'ワンタイムパスワードを設定できません',
      text: 'このサーバーには、設定の内容を暗号にする鍵がありません。サーバーの管理者に、設定 SECRETS_KEY_FILE を依頼してください（手順は docs/operation.md）。',
    },
  },
  newPassword: {
    hint: '15文字以上。短い文をそのまま使うと、覚えやすく破られにくくなります',
    fault: {
      too_short: 'パスワードは15文字以上にしてください。',
      too_long: 'パスワードは128文字までにしてください。',
      too_common: '推測されやすいパスワードです。よくある言葉や並び、くり返しを避けてください。',
      contains_login: 'パスワードにログイン名を入れないでください。',
      contains_office: 'パスワードに区役所の名前を入れないでください。',
    } satisfies Record<PasswordFault, string>,
  },
  first: {
    title: '最初の管理者を作る',
    lead: 'プログラムの起動時に表示されたコードを使います。コードは30分間、1回だけ使えます。',
    code: 'コード',
    codeHint: '例）ABCD-EFGH-2345',
    loginHint: '半角の英数字2〜40文字（記号は . _ - ）',
    name: '氏名',
    nameHint: '画面に表示する名前です',
    submit: '管理者を作る',
    fault: {
      wrong_code:
        'コードがちがうか、期限が切れています。プログラムを起動し直すと、新しいコードが表示されます。',
      required: '氏名を入力してください。',
      not_a_login: 'ログイン名は、半角の英数字2〜40文字（記号は . _ - ）で入力してください。',
      too_long: '氏名は100文字までで入力してください。',
    } satisfies Record<Exclude<FirstFault, Exclude<PasswordFault, 'too_long'>>, string>,
  },
  home: {
    title: '職員用トップ',
    greeting: (name: string) => `${name}さん、おつかれさまです`,
    counters: '担当の窓口',
    window: (number: number) => `${number}番`,
    account: 'アカウント',
    state: { open: '受付中', closed: '閉鎖中', paused: '一時休止' },
    noOffice: {
      title: 'まだ使えません',
      text: '区役所がまだ登録されていません。登録は管理者が行います。',
    },
  },
}
