import { code128 } from './barcode'
import type { LabelDefinition } from './definition'
import { INK, MM, QUIET, type Sheet, startSheet } from './sheet'

const WIDTH = 100 * MM
const HEIGHT = 150 * MM
const EDGE = 5 * MM

/** The label of one parcel, 100 × 150 mm: sender, recipient, service, references, shipment number and its barcode. */
export async function renderLabel(definition: LabelDefinition): Promise<Buffer> {
  const { shipmentNumber, sender, recipient, service, parcel, weight, references } = definition
  const barcode = await code128(definition.barcode ?? shipmentNumber)
  const sheet = startSheet({
    size: [WIDTH, HEIGHT],
    title: `Label ${shipmentNumber}`,
    author: sender.name,
    language: 'en',
    createdOn: definition.issuedOn,
  })
  const inner = WIDTH - 2 * EDGE
  sheet.addPage()
  writeWithin(sheet, [sender.name, ...sender.lines].join(' · '), {
    x: EDGE,
    y: EDGE,
    width: inner,
    height: 22,
    sizes: [8, 7, 6],
    color: QUIET,
  })
  sheet.rule(EDGE, WIDTH - EDGE, 14 * MM, INK)
  sheet.write(service, EDGE, 16 * MM, { size: 12, weight: 'strong' })
  sheet.write(parcel, WIDTH - EDGE, 16 * MM, { size: 12, weight: 'strong', align: 'end' })
  sheet.rule(EDGE, WIDTH - EDGE, 23 * MM, INK)
  const lines = [...recipient.lines, ...(definition.destination ? [definition.destination.toUpperCase()] : [])]
  const below = writeWithin(sheet, recipient.name, {
    x: EDGE,
    y: 27 * MM,
    width: inner,
    height: 50,
    sizes: [16, 14, 12, 10],
    weight: 'strong',
  })
  writeWithin(sheet, lines.join('\n'), {
    x: EDGE,
    y: below + 4,
    width: inner,
    height: 84 * MM - below - 4,
    sizes: [15, 13, 11, 9, 7],
  })
  sheet.rule(EDGE, WIDTH - EDGE, 86 * MM, INK)
  const facts = [...references, ...(weight ? [['', weight] as const] : [])].map(([label, value]) =>
    label ? `${label}: ${value}` : value,
  )
  writeWithin(sheet, facts.join('\n'), { x: EDGE, y: 89 * MM, width: inner, height: 19 * MM, sizes: [10, 9, 8, 7] })
  sheet.image(barcode, EDGE, 110 * MM, inner, 24 * MM)
  const width = sheet.widthOf(shipmentNumber, { size: 14, weight: 'strong' })
  sheet.write(shipmentNumber, Math.max(EDGE, (WIDTH - width) / 2), 137 * MM, { size: 14, weight: 'strong' })
  return sheet.finish()
}

interface Box {
  x: number
  y: number
  width: number
  height: number
  /** Largest first; the last one is used, and lines that still do not fit are left out. */
  sizes: number[]
  weight?: 'regular' | 'strong'
  color?: string
}

/** Writes a text as large as its box allows and gives the y below it. */
function writeWithin(sheet: Sheet, text: string, { x, y, width, height, sizes, weight, color }: Box): number {
  for (const size of sizes) {
    const lines = sheet.wrap(text, width, { size, weight })
    const room = Math.floor(height / (size * 1.25))
    if (lines.length > room && size !== sizes.at(-1)) continue
    lines.slice(0, room).forEach((line, index) => {
      sheet.write(line, x, y + index * size * 1.25, { size, weight, color })
    })
    return y + Math.min(lines.length, room) * size * 1.25
  }
  return y
}
