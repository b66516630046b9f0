import type { LabelSize } from '../place/paper-sizes'
import { barcodeOf } from './barcode'
import type { LabelDefinition } from './definition'
import { INK, MM, QUIET, type Sheet, startSheet } from './sheet'

export const SIZES: Record<LabelSize, [width: number, height: number]> = {
  '100X150': [100 * MM, 150 * MM],
  A6: [105 * MM, 148 * MM],
  '4X6': [4 * 72, 6 * 72],
}
export const EDGE = 5 * MM
export const BARS = 24 * MM

/** Draws the label of one parcel: sender, service, recipient, references, the barcode, and the text of its bars below it. */
export const renderLabel = (definition: LabelDefinition): Promise<Buffer> => renderLabels([definition])

/** Draws the labels of one shipment on a page each, so that one command prints them. */
export async function renderLabels(labels: readonly LabelDefinition[]): Promise<Buffer> {
  const [first] = labels
  if (!first) throw new RangeError('no label')
  const sheet = startSheet({
    size: SIZES[first.size ?? '100X150'],
    title: `${labels.length === 1 ? 'Label' : 'Labels'} ${first.shipmentNumber}`,
    author: first.sender.name,
    language: 'en',
    createdOn: first.issuedOn,
    country: first.country,
  })
  for (const label of labels) drawLabel(sheet, label)
  return sheet.finish()
}

function drawLabel(sheet: Sheet, definition: LabelDefinition): void {
  const { shipmentNumber, sender, recipient, service, parcel, weight, references } = definition
  const { width, height } = sheet
  const inner = width - 2 * EDGE
  const box = { x: EDGE, width: inner }
  sheet.addPage()
  const from = [sender.name, ...sender.lines].join(' · ')
  writeWithin(sheet, from, { ...box, y: EDGE, height: 23, sizes: [8, 7, 6, 5], color: QUIET })
  sheet.rule(EDGE, width - EDGE, 14 * MM, INK)
  const parcelLeft = width - EDGE - sheet.widthOf(parcel, { size: 12, weight: 'strong' })
  const serviceBox = { x: EDGE, y: 16 * MM, width: parcelLeft - EDGE - 8, height: 18 }
  writeWithin(sheet, service, { ...serviceBox, sizes: [12, 10, 8, 7], weight: 'strong' })
  sheet.write(parcel, parcelLeft, 16 * MM, { size: 12, weight: 'strong' })
  sheet.rule(EDGE, width - EDGE, 23 * MM, INK)
  const lines = [...recipient.lines, ...(definition.destination ? [definition.destination.toUpperCase()] : [])]
  const name = { ...box, y: 27 * MM, height: 50, sizes: [16, 14, 12, 10, 8], weight: 'strong' as const }
  const below = writeWithin(sheet, recipient.name, name) + 4
  writeWithin(sheet, lines.join('\n'), { ...box, y: below, height: 84 * MM - below, sizes: [15, 13, 11, 9, 7, 6] })
  sheet.rule(EDGE, width - EDGE, 86 * MM, INK)
  const facts = [...references, ...(weight ? [['', weight] as const] : [])].map(([label, value]) =>
    label ? `${label}: ${value}` : value,
  )
  const foot = height - EDGE - 8 * MM - BARS
  writeWithin(sheet, facts.join('\n'), { ...box, y: 88 * MM, height: foot - 90 * MM, sizes: [10, 9, 8, 7, 6] })
  drawCode(sheet, definition.barcode ?? shipmentNumber, definition.ownCode ?? shipmentNumber, { ...box, y: foot })
}

/**
 * Draws the code to scan. When the bars of a text would be too narrow for a label printer, it draws a QR code, and
 * beside it our own number as bars for scanners that read no QR codes.
 */
export function drawCode(
  sheet: Sheet,
  text: string,
  own: string,
  { x, y, width }: { x: number; y: number; width: number },
) {
  const { bars, dots } = barcodeOf(text, width)
  const below = y + BARS + 2 * MM
  if (bars) sheet.bars(bars, x, y, width, BARS)
  if (dots) {
    const rest = { x: x + BARS + 4 * MM, width: width - BARS - 4 * MM }
    const ownBars = barcodeOf(own, rest.width).bars
    sheet.dots(dots, x, y, BARS)
    if (ownBars) {
      sheet.bars(ownBars, rest.x, y, rest.width, BARS - 6 * MM)
      writeCentred(sheet, own, { ...rest, y: y + BARS - 5 * MM })
    }
  }
  writeCentred(sheet, text, { x, width, y: below })
}

/** Writes one line in the middle, as large as it fits without a break. */
function writeCentred(sheet: Sheet, text: string, { x, y, width }: { x: number; y: number; width: number }): void {
  const size = [14, 12, 10, 8, 6, 4].find((each) => sheet.widthOf(text, { size: each, weight: 'strong' }) <= width) ?? 3
  const left = x + (width - sheet.widthOf(text, { size, weight: 'strong' })) / 2
  sheet.write(text, left, y, { size, weight: 'strong' })
}

interface Box {
  x: number
  y: number
  width: number
  height: number
  /** Font sizes, the largest first. When even the smallest is too large, the text is cut and ends with three dots. */
  sizes: number[]
  weight?: 'regular' | 'strong'
  color?: string
}

/** Writes a text as large as its box allows and answers the y below it. */
export function writeWithin(sheet: Sheet, text: string, { x, y, width, height, sizes, weight, color }: Box): number {
  for (const size of sizes) {
    const lines = sheet.wrap(text, width, { size, weight })
    const room = Math.floor(height / (size * 1.25))
    if (lines.length > room && size !== sizes.at(-1)) continue
    lines.slice(0, room).forEach((line, index) => {
      const cut = index === room - 1 && lines.length > room ? `${line.slice(0, -1)}…` : line
      sheet.write(cut, x, y + index * size * 1.25, { size, weight, color })
    })
    return y + Math.min(lines.length, room) * size * 1.25
  }
  return y
}
