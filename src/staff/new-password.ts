const lengthMin = 15
const lengthMax = 128

export type PasswordFault = 'too_short' | 'too_long' | 'too_common' | 'contains_login' | 'contains_office'

/**
 * What is wrong with a new password, or null. Any characters will do, and it never has to be changed; what
 * counts is its length, less whatever anybody would guess (NIST SP 800-63B-4, 3.1.1.2).
 */
export function passwordFault(
  password: string,
  { login, officeNames }: { login: string; officeNames: readonly string[] },
): PasswordFault | null {
  const plain = folded(password)
  const length = Array.from(password.normalize('NFKC')).length
  if (length < lengthMin) return 'too_short'
  if (length > lengthMax) return 'too_long'
  if (login.length >= 3 && plain.includes(folded(login))) return 'contains_login'
  if (officeNames.some(name => plain.includes(folded(name)))) return 'contains_office'
  return unguessable(plain) < unguessableMin ? 'too_common' : null
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')
}

const unguessableMin = 8

/** Passwords and their parts that stand at the top of every list of leaked ones, the longest first. */
const common = [
  'correcthorsebatterystaple',
  'thequickbrownfoxjumpsoverthelazydog',
  'tobeornottobethatisthequestion',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb',
  'qazwsxedcrfvtgbyhnujm',
  'administrator',
  'iloveyou',
  'password',
  'passw0rd',
  'p@ssw0rd',
  'p@ssword',
  'sunshine',
  'princess',
  'football',
  'baseball',
  'superman',
  'trustno1',
  'changeme',
  'changeit',
  'computer',
  'internet',
  'madoguchi',
  'kuyakusho',
  'shiyakusho',
  'yakusho',
  'welcome',
  'letmein',
  'default',
  'monkey',
  'dragon',
  'master',
  'shadow',
  'secret',
  'sakura',
  'tokyo',
  'osaka',
  'japan',
  'login',
  'admin',
  'staff',
  'hello',
  'guest',
  'test',
  'user',
  'pass',
  'パスワード',
  'ぱすわーど',
  '合言葉',
  '区役所',
  '市役所',
  '窓口',
].toSorted((a, b) => b.length - a.length)

const keyboard = ['1234567890-', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const neighbours = new Set(
  keyboard.flatMap(row => Array.from({ length: row.length - 1 }, (_, index) => row.slice(index, index + 2))),
)

/** How many characters do not follow from what everybody knows or from the ones before them. */
function unguessable(text: string): number {
  const letters = Array.from(text)
  if (isRepeated(letters)) return 1
  let count = 0
  for (let index = 0; index < letters.length;) {
    const rest = letters.slice(index).join('')
    const word = common.find(candidate => rest.startsWith(candidate))
    if (word || !followsFrom(letters[index - 1] ?? '', letters[index] ?? '')) count += 1
    index += word ? Array.from(word).length : 1
  }
  return count
}

/** One piece over and over: abcabcabc. */
function isRepeated(letters: readonly string[]): boolean {
  for (let period = 1; period <= letters.length / 2; period += 1)
    if (letters.every((letter, index) => index < period || letter === letters[index - period])) return true
  return false
}

/** The same again, the next or the last of the alphabet, of the digits, or of a row of keys. */
function followsFrom(before: string, letter: string): boolean {
  if (before === '') return false
  const step = (letter.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)
  return Math.abs(step) <= 1 || neighbours.has(before + letter) || neighbours.has(letter + before)
}
