import { paths } from '../paths.ts'

const staffPath = /^\/staff(\/[A-Za-z0-9_-]+)*(\?[A-Za-z0-9_.,=&-]*)?$/
const doors = /^\/staff\/(sign-in|sign-out|one-time-password|totp|lock|first|welcome|directory)\b/

/** Where to go after signing in or unlocking: the staff page asked for, or the first one for any other text. */
export function nextPath(asked: string): string {
  return asked.length <= 300 && staffPath.test(asked) && !doors.test(asked) ? asked : paths.staffHome()
}
