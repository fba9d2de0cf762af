import type { PlainStaffPage } from '../layout/staff-shell.tsx'
import type { Texts } from '../text/index.ts'

/** A page about figures, and all addresses below `within`, which it stands for. */
export type FiguresDoor = { name: keyof Texts['figures']['nav']; href: string; within: string }

type Props = { page: PlainStaffPage & { figuresDoors: readonly FiguresDoor[] } }

/** The ways between all pages about figures that a role may use. */
export function FiguresNav({ page: { t, here, figuresDoors } }: Props) {
  const [path = ''] = here.split('?')
  return (
    <nav aria-label={t.figures.navigation} class="figures-nav no-print">
      <ul>
        {figuresDoors.map(({ name, href, within }) => (
          <li>
            <a href={href} aria-current={`${path}/`.startsWith(`${within}/`) ? 'page' : undefined}>
              {t.figures.nav[name]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
