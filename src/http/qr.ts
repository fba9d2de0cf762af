import { encodeQR } from 'qr'

/** A QR code as SVG with the quiet zone that readers need. */
export function qrSvg(text: string): string {
  return encodeQR(text, 'svg', { border: 4, ecc: 'medium' })
}
