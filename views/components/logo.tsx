import { langOf } from '#src/languages.ts'
import { plainTextOf } from '#src/offices/localized.ts'
import type { Logo, Office } from '#src/offices/office.ts'
import { paths } from '#src/paths.ts'

type Props = { office: Pick<Office, 'slug' | 'logo'>; language: string }

/** The office's logo, where it has one; it stands beside the office's name and never for it. */
export function OfficeLogo({ office: { slug, logo }, language }: Props) {
  if (!logo) return null
  return <LogoPicture {...{ ...logo, language }} src={paths.logo(slug, logo.hash)} />
}

type PictureProps = Pick<Logo, 'width' | 'height' | 'alt'> & { src: string; language: string }

/** With its own size, so that nothing moves when it arrives; sheets say how high it is shown. */
export function LogoPicture({ src, width, height, alt, language }: PictureProps) {
  const lang = alt[language] === undefined ? 'ja' : langOf(language)
  return <img class="logo" {...{ src, width, height, lang }} alt={plainTextOf(alt, language)} />
}
