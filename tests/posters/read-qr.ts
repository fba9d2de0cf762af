import { decodeQR } from 'qr/decode.js'

const pixelsOfModule = 4

/** What a camera reads from a code that was drawn as SVG, a square for each dark module. */
export function readQr(svg: string): string {
  const side = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1]) * pixelsOfModule
  const data = new Uint8Array(side * side * 4).fill(255)
  let [x, y] = [0, 0]
  for (const [, move, dx, dy] of svg.matchAll(/([Mm])(-?\d+) (-?\d+)/g)) {
    ;[x, y] = move === 'M' ? [Number(dx), Number(dy)] : [x + Number(dx), y + Number(dy)]
    for (let row = 0; row < pixelsOfModule; row += 1) {
      const at = ((y * pixelsOfModule + row) * side + x * pixelsOfModule) * 4
      for (let pixel = 0; pixel < pixelsOfModule; pixel += 1) data.fill(0, at + pixel * 4, at + pixel * 4 + 3)
    }
  }
  return decodeQR({ width: side, height: side, data }, { timeLimit: 1000 })
}
