import { raw } from 'hono/html'

/** A QR code that the server has drawn, with what it is for those who cannot see it. */
export function QrCode({ svg, label }: { svg: string; label: string }) {
  return (
    <div class="qr" role="img" aria-label={label}>
      {raw(svg)}
    </div>
  )
}
