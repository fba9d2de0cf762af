import type { PlainStaffPage } from '../layout/staff-shell.tsx'

type Props = {
  page: PlainStaffPage
  number: number
  perPage: number
  count: number
  href: (number: number) => string
}

/** The ways to the other parts of a long list; nothing when it has but one. */
export function PageLinks({ page, number, perPage, count, href }: Props) {
  const last = Math.ceil(count / perPage)
  if (last <= 1) return null
  const { page: words } = page.t.closings.choices
  return (
    <nav class="closing-pages" aria-label={words(number, last)}>
      <ul>
        {Array.from({ length: last }, (_, index) => index + 1).map(one => (
          <li>
            <a href={href(one)} aria-current={one === number ? 'page' : undefined}>
              {one}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
