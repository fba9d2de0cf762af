import type { Child } from 'hono/jsx'

type Props = {
  action: string
  /** The digit that presses it. */
  digit?: string
  kind?: 'main' | 'plain' | 'quiet'
  form?: string
  isFirst?: boolean
  children?: Child
}

/** A button that does one deed, with the key that presses it. */
export function DeedButton({ action, digit, kind = 'plain', form, isFirst = false, children }: Props) {
  const looks = {
    main: 'button deed-main',
    plain: 'button button-outline',
    quiet: 'button button-small button-outline',
  }
  return (
    <button
      type="submit"
      class={`deed ${looks[kind]}`}
      formaction={action}
      formmethod="post"
      form={form}
      data-digit={digit}
      aria-keyshortcuts={digit}
      autofocus={isFirst}
      id={isFirst ? 'main-deed' : undefined}
    >
      <span>{children}</span>
      {digit && <kbd>{digit}</kbd>}
    </button>
  )
}
