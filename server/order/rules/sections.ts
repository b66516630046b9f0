import { sumMinor } from '@/server/platform/money/money'

/** The heading above a line, and the note below it. */
export interface LineWords {
  section?: string | null
  note?: string | null
  /** It is not in the sums. */
  optional?: boolean
}

/** The heading and note that a line stores. */
export const keptWords = ({ section, note }: LineWords) => ({ section: section || null, note: note || null })

/** Neighbouring lines under one heading, with their sum; lines without a heading have null. */
interface Section<Line> {
  title: string | null
  lines: Line[]
  netMinor: bigint
}

/** Groups lines by their headings, in their order. A repeated heading begins another section. */
export function sectionsOf<Line extends LineWords & { netMinor: bigint }>(lines: readonly Line[]): Section<Line>[] {
  const sections: Omit<Section<Line>, 'netMinor'>[] = []
  for (const line of lines) {
    const title = line.section ?? null
    const last = sections.at(-1)
    if (last && last.title === title) last.lines.push(line)
    else sections.push({ title, lines: [line] })
  }
  return sections.map((section) => ({
    ...section,
    netMinor: sumMinor(section.lines.filter((line) => !line.optional).map((line) => line.netMinor)),
  }))
}

/** The rows of a table of lines: each section between its heading and its sum. A heading may come again, so each is told its place. */
export const sectionRows = <Line extends LineWords & { netMinor: bigint }, Row>(
  lines: readonly Line[],
  rows: {
    heading: (title: string, nth: number) => Row
    line: (line: Line) => Row
    subtotal: (title: string, netMinor: bigint, nth: number) => Row
  },
): Row[] =>
  sectionsOf(lines).flatMap(({ title, lines: own, netMinor }, nth) => [
    ...(title === null ? [] : [rows.heading(title, nth)]),
    ...own.map(rows.line),
    ...(title === null ? [] : [rows.subtotal(title, netMinor, nth)]),
  ])
