import type { TagDefinition } from './definition'
import { BARS, drawCode, EDGE, SIZES, writeWithin } from './label'
import { INK, MM, QUIET, startSheet } from './sheet'

/**
 * Draws labels of bins or products on a page each, in the size of the label printer: the name as large as it fits, what
 * it is, and the code to scan with its text below it.
 */
export async function renderTags(tags: readonly TagDefinition[]): Promise<Buffer> {
  const [first] = tags
  if (!first) throw new RangeError('no label')
  const sheet = startSheet({
    size: SIZES[first.size ?? '100X150'],
    title: tags.length === 1 ? `Label ${first.title}` : 'Labels',
    author: first.owner,
    language: 'en',
    createdOn: first.issuedOn,
    country: first.country,
  })
  const { width, height } = sheet
  const box = { x: EDGE, width: width - 2 * EDGE }
  const foot = height - EDGE - 8 * MM - BARS
  for (const { owner, title, lines, code } of tags) {
    sheet.addPage()
    writeWithin(sheet, owner, { ...box, y: EDGE, height: 12, sizes: [8, 7, 6, 5], color: QUIET })
    sheet.rule(EDGE, width - EDGE, 11 * MM, INK)
    const large = {
      ...box,
      y: 14 * MM,
      height: 42 * MM,
      sizes: [72, 60, 48, 38, 30, 24, 18],
      weight: 'strong' as const,
    }
    const below = writeWithin(sheet, title, large) + 4
    writeWithin(sheet, lines.join('\n'), {
      ...box,
      y: below,
      height: foot - below - 4,
      sizes: [22, 18, 15, 12, 10, 8, 7],
    })
    drawCode(sheet, code, code, { ...box, y: foot })
  }
  return sheet.finish()
}
