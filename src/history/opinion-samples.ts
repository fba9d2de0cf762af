/** What people of those years have told the office, plainly invented, with what it answered. */
export type OpinionSample = {
  category: 'manners' | 'waiting' | 'procedures' | 'facilities' | 'booking' | 'other'
  /** The counter it is about; null: the whole office. */
  counter: string | null
  text: string
  answer: string
  language?: 'en'
}

export const opinionSamples: readonly [OpinionSample, ...OpinionSample[]] = [
  {
    category: 'waiting',
    counter: 'ido',
    text: '引っ越しの時期は待ち時間が長いです。今どのくらい待つのか、家でわかると助かります。',
    answer:
      'ご不便をおかけしました。待っている人数とおおよその待ち時間を、ホームページで公開しています。来庁の前にご確認ください。あわせて、3月と4月は受付の窓口を増やします。',
  },
  {
    category: 'waiting',
    counter: 'nenkin',
    text: '年金の窓口で40分以上待ちました。窓口が1つしか開いていませんでした。',
    answer:
      '長くお待たせして申し訳ありません。昼の時間に職員が少なくなっていました。交代の時間をずらし、お昼も2つの窓口を開けるように改めました。',
  },
  {
    category: 'facilities',
    counter: null,
    text: '入口の案内表示の字が小さく、どの窓口へ行けばよいか迷いました。',
    answer: 'ご意見をありがとうございます。入口と1階の案内表示を、大きな字と窓口番号のものに取り替えました。',
  },
  {
    category: 'facilities',
    counter: 'hoken-boshi',
    text: 'ベビーカーで来ましたが、待合のいすの間が狭くて通りにくかったです。',
    answer: 'ご不便をおかけしました。いすの並べ方を変え、ベビーカーや車いすで通れる幅をとりました。',
  },
  {
    category: 'manners',
    counter: 'kokuho',
    text: '保険の窓口の方が、むずかしい言葉を使わずに説明してくださり、よくわかりました。',
    answer:
      'うれしいお言葉をありがとうございます。担当の職員に伝え、ほかの窓口でもわかりやすい説明を心がけます。',
  },
  {
    category: 'manners',
    counter: 'shomei',
    text: '名前を呼ばれず番号だけなのは安心です。ただ、声が小さくて聞こえないことがありました。',
    answer:
      '呼び出しの音を大きくし、画面の番号の字も大きくしました。聞こえにくいときは職員にお声がけください。',
  },
  {
    category: 'procedures',
    counter: 'ido',
    text: '転入と保険と児童手当で、同じ住所を3回書きました。1回ですむようにしてほしいです。',
    answer:
      'ご負担をおかけしました。転入のときにお書きいただく用紙を見直し、住所を書く欄を減らしました。引き続き、書く量を減らしていきます。',
  },
  {
    category: 'procedures',
    counter: 'mynumber',
    text: 'カードの更新に何を持って行けばよいか、行く前にわかりにくかったです。',
    answer: '予約の画面とホームページに、手続きごとの持ち物を載せました。ご予約のときに確認できます。',
  },
  {
    category: 'booking',
    counter: 'mynumber',
    text: '予約の空きが平日の昼間ばかりで、仕事を休まないと行けません。',
    answer: '金曜日の夜間と、毎月第4日曜日にも受け付けています。日曜日の予約の数を増やせるか検討しています。',
  },
  {
    category: 'booking',
    counter: 'kodomo',
    text: '予約して行ったら待たずに相談できました。電話をしなくてよいのも助かります。',
    answer: 'ご利用をありがとうございます。ほかの相談の窓口でも予約をお使いいただけます。',
  },
  {
    category: 'procedures',
    counter: null,
    text: 'I could book in English, but the form at the counter was only in Japanese.',
    answer:
      'Thank you for telling us. English examples of how to fill in the most common forms are now at each counter; our staff will help you with the others.',
    language: 'en',
  },
  {
    category: 'other',
    counter: null,
    text: '区役所の前の自転車置き場が、朝はいつもいっぱいです。',
    answer: '自転車置き場を整理し、長く置かれている自転車を移しました。東側の置き場もご利用ください。',
  },
]
