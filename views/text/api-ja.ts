import type { InputReason, ProblemReason } from '#src/http/problem-reasons.ts'

/** What the API says about every refusal, in Japanese: the source that the other languages follow. */
export const apiJa = {
  problems: {
    waitlist_off: { title: '空き待ちは休止中', detail: 'いまは空き待ちを受け付けていません。' },
    place_free: {
      title: '空きがあります',
      detail: 'この日と時間帯には空きがあります。待たずに予約してください。',
    },
    nothing_then: { title: '枠がありません', detail: 'この日と時間帯には、予約できる枠がありません。' },
    already_waiting: { title: '受付済み', detail: '同じ連絡先と内容の空き待ちを受け付けています。' },
    too_many_waits: { title: '空き待ちの上限', detail: 'この連絡先で待てる数の上限に達しています。' },
    waitlist_full: {
      title: '空き待ちが満員',
      detail: 'この日は待っている人が多いため、受け付けられません。',
    },
    not_waiting: {
      title: '待っていません',
      detail: '予約ができているため、空き待ちをやめることはできません。',
    },
    slot_full: { title: '満席', detail: 'この時間は、空きがありません。ほかの時間をえらんでください。' },
    slot_closed: { title: '受付時間外', detail: 'この時間は受付をしていません。' },
    slot_not_yet: { title: '予約の開始前', detail: 'この日はまだ予約を受け付けていません。' },
    slot_too_late: { title: '受付終了', detail: 'この時間の予約の受付は終わりました。' },
    no_service: { title: '手続きの指定なし', detail: '手続きを1つ以上指定してください。' },
    unknown_service: { title: 'ない手続き', detail: 'この窓口案内にない手続きが指定されています。' },
    not_bookable: {
      title: '予約できない手続き',
      detail: 'この手続きは予約できません。開庁時間に直接窓口へ来てください。',
    },
    several_counters: {
      title: '窓口がちがう手続き',
      detail: '窓口がちがう手続きは、いっしょに扱えません。窓口ごとに分けてください。',
    },
    plan_size: { title: '窓口の数', detail: '1つの来庁で予約できる窓口は、2か所から6か所までです。' },
    plan_services: {
      title: '手続きの不一致',
      detail: '同じ手続きが2回あるか、この予約の手続きと合っていません。',
    },
    sensitive: {
      title: '分けて予約する手続き',
      detail: 'プライバシーを守るため、ほかの手続きとまとめられない手続きがあります。',
    },
    contradiction: { title: '両立しない手続き', detail: 'いっしょにはできない手続きが入っています。' },
    too_many_counters: {
      title: '窓口が多すぎる',
      detail: '1日でまわる窓口が多すぎます。手続きをへらしてください。',
    },
    plan_times: {
      title: '時間が合わない',
      detail: 'ほかの窓口の時間と重なるか、順番が変わるか、窓口のあいだを移動する時間が足りません。',
    },
    too_many_services: { title: '手続きが多すぎる', detail: '一度に扱える手続きの数を超えています。' },
    people: { title: '人数の誤り', detail: '人数が、一度に受け付ける範囲にありません。' },
    hold_expired: {
      title: '確保の期限切れ',
      detail: '時間の確保が終わったか、確保がありません。もう一度、時間を確保してください。',
    },
    already_booked: { title: '予約ずみ', detail: 'この確保は、すでに予約になっています。' },
    details_missing: { title: '連絡先の不足', detail: '名前と、メールアドレスか電話番号が必要です。' },
    too_many_bookings: {
      title: '予約が多すぎる',
      detail: 'この連絡先では、これ以上の予約はできません。いまある予約を取り消すか、来庁後にしてください。',
    },
    too_many_today: {
      title: '一日の予約が多すぎる',
      detail: 'この連絡先での24時間の予約の数が上限に達しました。明日以降にしてください。',
    },
    visit_begun: {
      title: '開始後の予約',
      detail: '予約の時刻を過ぎたか、受付が済んでいるため、変更も取消もできません。',
    },
    already_cancelled: { title: '取消ずみ', detail: 'この予約は取り消されています。' },
    not_booked: { title: '予約が有効ではない', detail: 'この予約は取り消されているため、受付できません。' },
    not_today: {
      title: '受付は当日',
      detail: 'この予約は今日ではありません。受付は予約の日にしてください。',
    },
    check_in_not_open: {
      title: '受付の開始前',
      detail: 'まだ受付できる時間ではありません。opensAt から受付できます。',
    },
    day_over: { title: '終わった日', detail: 'その日の受付は終わっています。' },
    counter_closed: { title: '発券時間外', detail: 'この窓口では、いま番号札を出していません。' },
    window_closed: {
      title: '開いていない窓口',
      detail: 'この窓口は開いていません。先に窓口を開いてください。',
    },
    window_busy: {
      title: '対応中の窓口',
      detail: 'この窓口では、まだ対応中の人がいます。先に終わってから操作してください。',
    },
    not_served: {
      title: '終わっていない来庁',
      detail: 'アンケートは、窓口での手続きが終わってから答えられます。',
    },
    too_late: { title: '回答の期限切れ', detail: '答えられるのは、来庁の次の日までです。' },
    already_answered: { title: '回答ずみ', detail: 'この来庁の答えは、もう受け取っています。' },
    no_survey: { title: 'アンケートなし', detail: 'いまアンケートは行っていません。' },
    queue_empty: { title: '待つ人なし', detail: '待っている人はいません。' },
    taken: { title: '先に操作ずみ', detail: '先に別の職員が操作しました。いまの状態を確かめてください。' },
    not_possible: { title: 'いまはできない操作', detail: 'いまの状態では、その操作はできません。' },
    same_counter: { title: '同じ窓口', detail: '行き先がいまの窓口と同じです。' },
    nothing_to_undo: { title: '元に戻せる操作なし', detail: '元に戻せる操作がありません。' },
    moved_on: { title: '行き先で呼出ずみ', detail: '行き先の窓口でもう呼ばれているため、元に戻せません。' },
    unknown_counter: { title: 'ない窓口', detail: 'この区役所にない窓口が指定されています。' },
    not_matching: {
      title: '一致しない',
      detail: '予約番号と、メールアドレスまたは電話番号の下4けたが一致しません。',
    },
    key_reused: {
      title: 'キーの使い回し',
      detail: 'この Idempotency-Key は、ちがう内容ですでに使われています。新しいキーで送ってください。',
    },
    not_signed_in: {
      title: '未サインイン',
      detail: 'サインインが必要です。Authorization: Bearer でトークンを送ってください。',
    },
    wrong_credentials: { title: 'サインイン失敗', detail: 'ログイン名かパスワードがちがいます。' },
    otp_required: {
      title: 'ワンタイムパスワードが必要',
      detail: 'このアカウントでは、otp に6けたの数字も必要です。',
    },
    wrong_otp: {
      title: 'ワンタイムパスワードの誤り',
      detail: '数字がちがうか、すでに使われています。新しい数字で送ってください。',
    },
    totp_enrolment_required: {
      title: 'ワンタイムパスワードの設定が必要',
      detail: 'この役割では、ワンタイムパスワードが必要です。職員用の画面でサインインして設定してください。',
    },
    too_many_tries: {
      title: '回数が多すぎる',
      detail: '失敗の回数が多すぎます。Retry-After の秒数を待ってください。',
    },
    not_allowed: { title: '権限なし', detail: 'このアカウントの役割では、この操作はできません。' },
    unknown_office: { title: 'ない区役所', detail: 'この区役所はありません。' },
    not_found: { title: '見つからない', detail: 'このアドレスには何もありません。' },
    method_not_allowed: { title: '使えないメソッド', detail: 'このアドレスでは、このメソッドは使えません。' },
    unreadable_body: { title: '読めない本文', detail: '本文が途中で切れているか、UTF-8 ではありません。' },
    malformed_json: { title: '壊れた JSON', detail: '本文が JSON として読めません。' },
    body_too_large: { title: '大きすぎる本文', detail: '本文は64KBまでです。' },
    not_json: {
      title: 'JSON ではない',
      detail: '本文は Content-Type: application/json の UTF-8 で、圧縮せずに送ってください。',
    },
    invalid_input: { title: '入力の誤り', detail: '送られた内容に誤りがあります。errors を見てください。' },
    rate_limited: {
      title: '回数が多すぎる',
      detail: '回数が多すぎます。Retry-After の秒数を待ってください。',
    },
    waiting_room: {
      title: '予約が混み合っています',
      detail: 'いまは予約を受け付けていません。Retry-After の秒数のあとで、もう一度お試しください。',
    },
    busy: {
      title: '混雑',
      detail: 'ただいま混み合っています。Retry-After の秒数を待って、もう一度送ってください。',
    },
    exports_busy: {
      title: 'データ出力が混み合っています',
      detail: '2つのファイルを作成中です。Retry-After の秒数だけ待ってください。',
    },
    too_many_rows: {
      title: '行が多すぎます',
      detail: '1枚のシートに入るのは1,048,575行までです。期間を短くするか、CSV を指定してください。',
    },
    unexpected: {
      title: '内部の誤り',
      detail: 'こちらの不具合です。お問い合わせのときは reference を伝えてください。',
    },
  } satisfies Record<ProblemReason, { title: string; detail: string }>,
  inputs: {
    required: '入力してください。',
    contact_required: 'メールアドレスか電話番号のどちらかが必要です。',
    too_long: '長すぎます。',
    unreadable: '使えない文字があります。',
    not_an_email: 'メールアドレスの形ではありません。',
    not_a_phone: '電話番号の形ではありません。',
    unknown: '決められた値ではありません。',
    wrong_type: '値の型がちがいます。',
    unknown_field: '知らない項目があります。',
    repeated: '一度だけ指定してください。',
    not_a_date: '実在する日付を YYYY-MM-DD で指定してください。',
    not_a_time: '時刻を HH:MM（24:00まで）で指定してください。',
    not_an_instant: '実在する日時を、時差つきの ISO 8601 で指定してください。',
    not_a_number: '整数で指定してください。',
    not_a_key: '1〜255文字の見える ASCII 文字で指定してください。',
    ends_before_start: '終わりが始まりより後ではありません（日は、始まりと同じ日でもかまいません）。',
    either_legs_or_time: '窓口ごとの予定（legs）か、手続きと時刻か、どちらか一方を指定してください。',
    span_too_long: '期間は62日までです。',
    over_ten_years: '期間は10年までです。',
    either_hold_or_time: '確保（hold）か、手続きと時刻か、どちらか一方を指定してください。',
    too_many: '数が多すぎます。',
  } satisfies Record<InputReason, string>,
  docs: {
    title: '窓口予約 API',
    lead: 'ほかのシステムから、空き時間を調べ、予約し、変更し、取り消し、受付をして、窓口で呼び出すための API です。',
    document: 'OpenAPI 3.1 の定義（JSON）',
    refusals: 'できないときの理由',
    reason: '理由',
    status: '状態コード',
    meaning: '意味',
  },
}

export type ApiTexts = typeof apiJa
