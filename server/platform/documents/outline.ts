/** A step of an outline as fontkit gives it. */
export interface Step {
  command: string
  args: number[]
}

interface Point {
  x: number
  y: number
  /** 1 for a point on the curve, 0 for a control point. */
  on: number
}

/**
 * Writes a simple glyph of a TrueType font (OpenType `glyf`) from its outline. Every number takes two bytes; the file
 * is compressed anyway.
 */
export function outlineOf(steps: readonly Step[]): { bytes: Uint8Array; bearing: number } {
  const points: Point[] = []
  const ends: number[] = []
  for (const { command, args } of steps) {
    for (let at = 0; at < args.length; at += 2) {
      const on = command === 'quadraticCurveTo' && at === 0 ? 0 : 1
      points.push({ x: Math.round(args[at]!), y: Math.round(args[at + 1]!), on })
    }
    if (command === 'closePath' && points.length - 1 > (ends.at(-1) ?? -1)) ends.push(points.length - 1)
  }
  if (points.length === 0) return { bytes: new Uint8Array(), bearing: 0 }
  if (ends.at(-1) !== points.length - 1) ends.push(points.length - 1)
  const left = Math.min(...points.map(({ x }) => x))
  const header = [ends.length, left, Math.min(...points.map(({ y }) => y))]
  header.push(Math.max(...points.map(({ x }) => x)), Math.max(...points.map(({ y }) => y)))
  const size = 2 * (header.length + ends.length + 1 + 2 * points.length) + points.length
  const bytes = Buffer.alloc(Math.ceil(size / 4) * 4)
  let at = 0
  const write = (value: number) => {
    at = bytes.writeInt16BE(value, at)
  }
  header.forEach(write)
  ends.forEach(write)
  write(0)
  for (const { on } of points) at = bytes.writeUInt8(on, at)
  points.forEach(({ x }, index) => {
    write(x - (points[index - 1]?.x ?? 0))
  })
  points.forEach(({ y }, index) => {
    write(y - (points[index - 1]?.y ?? 0))
  })
  return { bytes, bearing: left }
}
