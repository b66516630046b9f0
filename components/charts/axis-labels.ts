/** How the labels of bars are written so that each has room. */
interface AxisLabels {
  /** The angle of the labels; 0 where they fit beside each other. */
  angle: 0 | -45 | -90
  /** The lines of each label; a turned label has one line. */
  lines: string[][]
  /** The pixels that the labels take below the axis. */
  height: number
}

export const labelSize = 11
const letter = 6.1
const lineHeight = 13
const air = 6
/** The space between axis and labels, and below their last line. */
const belowAxis = 16

/** Breaks a label at its spaces into lines that are no wider than a bar's place. */
function broken(label: string, letters: number): string[] {
  const lines: string[] = []
  for (const word of label.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** Writes a label under every bar: in one or a few lines where they fit, otherwise turned, however narrow the drawing is. */
export function axisLabels(labels: readonly string[], width: number): AxisLabels {
  const place = labels.length === 0 ? width : width / labels.length
  const letters = Math.floor((place - air) / letter)
  const lines = labels.map((label) => broken(label, letters))
  const most = Math.max(1, ...lines.map((one) => one.length))
  if (most <= 3 && lines.every((one) => one.every((line) => line.length <= letters)))
    return { angle: 0, lines, height: most * lineHeight + belowAxis }
  const longest = Math.max(0, ...labels.map((label) => label.length)) * letter
  const single = labels.map((label) => [label])
  if (place < 24) return { angle: -90, lines: single, height: Math.ceil(longest) + belowAxis }
  return { angle: -45, lines: single, height: Math.ceil(longest * 0.71) + belowAxis + 4 }
}
