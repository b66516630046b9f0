import { code128 } from './barcode'
import type { DocumentDefinition, Party, Total } from './definition'
import { MM, QUIET, type Sheet, SURFACE, startSheet } from './sheet'
import { drawTable } from './table'

const SIZES: Record<'A4' | 'LETTER', [number, number]> = { A4: [595.28, 841.89], LETTER: [612, 792] }
const LEFT = 20 * MM
const TOP = 15 * MM
/** The address begins here, so that it shows in the window of an envelope (DIN 5008 form A; other forms are close). */
const ADDRESS_TOP = 45 * MM
const LINE = 12.5
const FOOT_LINE = 9.5

const PAGE_OF: Record<string, (page: number, pages: number) => string> = {
  en: (page, pages) => `Page ${page} of ${pages}`,
  de: (page, pages) => `Seite ${page} von ${pages}`,
  fr: (page, pages) => `Page ${page} sur ${pages}`,
  nl: (page, pages) => `Pagina ${page} van ${pages}`,
  es: (page, pages) => `Página ${page} de ${pages}`,
  it: (page, pages) => `Pagina ${page} di ${pages}`,
}

interface Frame {
  left: number
  right: number
  /** Only the foot is written below this line. */
  bottom: number
}

/** A business paper (quote, confirmation, packing slip, invoice, credit note, statement) as PDF of as many pages as it takes. */
export async function renderDocument(definition: DocumentDefinition): Promise<Buffer> {
  const { title, number, seller, language, issuedOn, footer = [] } = definition
  const barcode = definition.barcode ? code128(definition.barcode) : undefined
  const sheet = startSheet({
    size: SIZES[definition.pageSize ?? 'A4'],
    title: `${title} ${number}`,
    author: seller.name,
    language,
    createdOn: issuedOn,
    country: definition.country,
  })
  const foot = footer.flatMap((line) => sheet.wrap(line, sheet.width - 2 * LEFT, { size: 7.5 }))
  const frame = {
    left: LEFT,
    right: sheet.width - LEFT,
    bottom: sheet.height - 14 * MM - (foot.length + 1) * FOOT_LINE,
  }
  sheet.addPage()
  let y = drawHead(sheet, definition, frame, barcode)
  const nextPage = () => {
    sheet.addPage()
    sheet.write(`${title} ${number}`, frame.left, TOP, { weight: 'strong', size: 9 })
    sheet.write(seller.name, frame.right, TOP, { align: 'end', color: QUIET, size: 9 })
    return TOP + 24
  }
  const room = (needed: number) => {
    if (y + needed > frame.bottom) y = nextPage()
  }
  y = drawTable(sheet, definition.table, { ...frame, y, nextPage })
  y += 6
  const totals = definition.totals ?? []
  room(heightOfTotals(totals))
  y = drawTotals(sheet, totals, frame, y)
  if (definition.panel?.length) {
    room(PANEL + 16)
    y = drawPanel(sheet, definition.panel, frame, y + 16)
  }
  for (const note of definition.notes ?? []) {
    y += 10
    for (const line of sheet.wrap(note, frame.right - frame.left)) {
      room(LINE)
      sheet.write(line, frame.left, y)
      y += LINE
    }
  }
  drawFeet(sheet, foot, language, frame)
  return sheet.finish()
}

/** Draws seller, title, address window, facts and ship-to of the first page; answers the y at which the table begins. */
function drawHead(
  sheet: Sheet,
  definition: DocumentDefinition,
  frame: Frame,
  barcode: readonly number[] | undefined,
): number {
  const { seller, buyer, shipTo, title, number, facts } = definition
  const half = frame.left + 92 * MM
  const sellerLines = sheet.wrap(seller.name, half - frame.left - 12, { size: 13, weight: 'strong' }).slice(0, 2)
  sellerLines.forEach((line, index) => {
    sheet.write(line, frame.left, TOP + index * 16, { size: 13, weight: 'strong' })
  })
  const address = seller.lines.join(' · ')
  const addressTop = TOP + sellerLines.length * 16 + 3
  sheet
    .wrap(address, half - frame.left - 12, { size: 7.5 })
    .slice(0, 3)
    .forEach((line, index) => {
      sheet.write(line, frame.left, addressTop + index * FOOT_LINE, { size: 7.5, color: QUIET })
    })
  let left = drawParty(sheet, buyer, frame.left, ADDRESS_TOP, half - frame.left - 12)
  if (shipTo) {
    sheet.write(shipTo.label, frame.left, left + 10, { size: 8, color: QUIET })
    left = drawParty(sheet, shipTo, frame.left, left + 22, half - frame.left - 12)
  }
  let right = drawTitle(sheet, `${title} ${number}`, half, frame.right)
  right = drawFacts(sheet, facts, half, frame.right, right)
  if (barcode) {
    sheet.bars(barcode, half, right + 10, frame.right - half, 30)
    right += 46
  }
  return Math.max(left, right, ADDRESS_TOP + 35 * MM) + 16
}

function drawTitle(sheet: Sheet, text: string, left: number, right: number): number {
  const style = { size: 15, weight: 'strong' as const }
  const lines = sheet.wrap(text, right - left, style)
  lines.forEach((line, index) => {
    sheet.write(line, left, TOP + index * 18, style)
  })
  return Math.max(TOP + lines.length * 18 + 12, ADDRESS_TOP)
}

function drawParty(sheet: Sheet, party: Party, x: number, top: number, width: number): number {
  let y = top
  const parts = [[party.name, 'strong'] as const, ...party.lines.map((line) => [line, 'regular'] as const)]
  for (const [text, weight] of parts) {
    for (const line of sheet.wrap(text, width, { size: 10, weight })) {
      sheet.write(line, x, y, { size: 10, weight })
      y += 13.5
    }
  }
  return y
}

function drawFacts(sheet: Sheet, facts: DocumentDefinition['facts'], left: number, right: number, top: number): number {
  const widest = Math.max(0, ...facts.map(([label]) => sheet.widthOf(label)))
  const valueLeft = left + Math.min(widest + 12, (right - left) * 0.5)
  let y = top
  for (const [label, value] of facts) {
    const labels = sheet.wrap(label, valueLeft - left - 8)
    const values = sheet.wrap(value, right - valueLeft)
    labels.forEach((line, index) => {
      sheet.write(line, left, y + index * LINE, { color: QUIET })
    })
    values.forEach((line, index) => {
      sheet.write(line, valueLeft, y + index * LINE)
    })
    y += Math.max(labels.length, values.length) * LINE
  }
  return y
}

/** The totals stand under the right half of the lines; their names begin here. */
const TOTALS_LEFT = 0.52
const SUM = 20

const heightOfTotals = (totals: readonly Total[]) =>
  totals.reduce((sum, { strong }) => sum + (strong ? SUM : LINE + 2), 6)

function drawTotals(sheet: Sheet, totals: readonly Total[], frame: Frame, top: number): number {
  const left = frame.left + (frame.right - frame.left) * TOTALS_LEFT
  let y = top
  for (const { label, value, strong } of totals) {
    if (strong) {
      sheet.rule(left, frame.right, y + 1)
      y += 6
    }
    const style = strong ? ({ weight: 'strong', size: 11 } as const) : {}
    sheet.write(label, left, y, strong ? style : { color: QUIET })
    sheet.write(value, frame.right, y, { ...style, align: 'end' })
    y += strong ? SUM - 6 : LINE + 2
  }
  return y
}

const PANEL = 40
const PANEL_GAP = 20

/** Draws names above values, side by side on a coloured surface, as large as all of them fit without a break. */
function drawPanel(sheet: Sheet, parts: NonNullable<DocumentDefinition['panel']>, frame: Frame, top: number): number {
  const width = frame.right - frame.left
  const label = { size: 8, color: QUIET }
  const sizes = [10.5, 9.5, 8.5, 7.5]
  const widthsAt = (size: number) =>
    parts.map(([name, value]) => Math.max(sheet.widthOf(name, label), sheet.widthOf(value, { size, weight: 'strong' })))
  const room = width - 24 - PANEL_GAP * (parts.length - 1)
  const size = sizes.find((one) => widthsAt(one).reduce((sum, own) => sum + own, 0) <= room) ?? 7
  const widths = widthsAt(size)
  const spare = Math.max(0, room - widths.reduce((sum, own) => sum + own, 0)) / parts.length
  sheet.box(frame.left, top, width, PANEL, SURFACE)
  let x = frame.left + 12
  parts.forEach(([name, value], index) => {
    const own = Math.min(widths[index] ?? 0, frame.right - 12 - x)
    sheet.write(name, x, top + 8, label)
    sheet.write(sheet.wrap(value, own + 0.01, { size, weight: 'strong' })[0] ?? '', x, top + 20, {
      size,
      weight: 'strong',
    })
    x += own + PANEL_GAP + Math.min(spare, 24)
  })
  return top + PANEL + 4
}

function drawFeet(sheet: Sheet, foot: string[], language: string, frame: Frame): void {
  const pageOf = PAGE_OF[language.slice(0, 2)] ?? PAGE_OF.en!
  for (let page = 0; page < sheet.pages; page++) {
    sheet.turnTo(page)
    const top = frame.bottom + 10
    if (foot.length) sheet.rule(frame.left, frame.right, top - 4)
    foot.forEach((line, index) => {
      sheet.write(line, frame.left, top + index * FOOT_LINE, { size: 7.5, color: QUIET })
    })
    const pageText = pageOf(page + 1, sheet.pages)
    sheet.write(pageText, frame.right, top + foot.length * FOOT_LINE, { size: 7.5, color: QUIET, align: 'end' })
  }
}
