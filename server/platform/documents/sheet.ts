import PDFDocument from 'pdfkit'
import type { Day } from '../time/calendar'
import { DOT, type Dots, QUIET_UNITS } from './barcode'
import { type Face, isPlain } from './faces'
import { font, type Weight } from './font'
import { type Run, runsOf } from './runs'

export const INK = '#16181c'
export const QUIET = '#5b6472'
export const RULE = '#c9cdd4'
export const SURFACE = '#f3f4f6'
export const MM = 72 / 25.4
/** Ascent of the documents' own font as a share of its size; lines of other fonts use the same base line. */
const ASCENT = 1.005

interface TextStyle {
  size?: number
  weight?: Weight
  color?: string
  align?: 'start' | 'end'
}

interface SheetOptions {
  size: [width: number, height: number]
  title: string
  author: string
  language: string
  createdOn: Day
  /** ISO 3166 country of the reader: Chinese characters are drawn in that country's form. */
  country?: string
}

/** A PDF under construction, measured in points from the top left corner. It never starts a new page by itself. */
export interface Sheet {
  readonly width: number
  readonly height: number
  readonly pages: number
  addPage(): void
  /** Goes back to a page (from 0) to write on it. */
  turnTo(page: number): void
  widthOf(text: string, style?: TextStyle): number
  /** The lines of a text within a width; words longer than a line are broken. */
  wrap(text: string, width: number, style?: TextStyle): string[]
  /** Writes one line with its top at y; `x` is its left or, aligned to the end, its right edge. */
  write(text: string, x: number, y: number, style?: TextStyle): void
  rule(fromX: number, toX: number, y: number, color?: string): void
  /** A surface to write on. */
  box(x: number, y: number, width: number, height: number, color: string): void
  /**
   * Draws a barcode in the middle of its box, as large as the box allows, with the white margin that a scanner needs on
   * both sides.
   */
  bars(units: readonly number[], x: number, y: number, width: number, height: number): void
  /** Draws a square code with its white margin, as large as whole printer dots allow. */
  dots(code: Dots, x: number, y: number, side: number): void
  finish(): Promise<Buffer>
}

/**
 * Removes characters that fonts cannot print or printers must not get: control characters, direction marks, halves of
 * surrogate pairs.
 */
function printable(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, ' ')
    .replace(/[\u2009\u202f]/g, '\u00a0')
}

/** Starts a PDF. Nothing in it depends on the moment or the machine, so the same calls give the same bytes. */
export function startSheet({ size, title, author, language, createdOn, country }: SheetOptions): Sheet {
  const created = new Date(`${createdOn}T00:00:00Z`)
  const pdf = new PDFDocument({
    size,
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    lang: language,
    displayTitle: true,
    font: null as unknown as string,
    info: {
      Title: printable(title),
      Author: printable(author),
      Creator: 'Octet',
      Producer: 'Octet',
      CreationDate: created,
      ModDate: created,
    },
  })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<Buffer>((resolve, reject) => {
    pdf.on('end', () => resolve(Buffer.concat(chunks)))
    pdf.on('error', reject)
  })
  pdf.registerFont('regular', font('regular'))
  pdf.registerFont('strong', font('strong'))
  let pages = 0
  const set = lineSetter(pdf, country)
  return {
    width: size[0],
    height: size[1],
    get pages() {
      return pages
    },
    addPage() {
      pdf.addPage()
      pages += 1
    },
    turnTo: (page) => void pdf.switchToPage(page),
    ...set,
    wrap: (text, width, style) => wrapped(text, width, (part) => set.widthOf(part, style)),
    rule: (fromX, toX, y, color = RULE) =>
      void pdf.moveTo(fromX, y).lineTo(toX, y).lineWidth(0.5).strokeColor(color).stroke(),
    box: (x, y, width, height, color) => void pdf.roundedRect(x, y, width, height, 3).fill(color),
    bars: (units, x, y, width, height) => drawBars(pdf, units, { x, y, width, height }),
    dots: (code, x, y, side) => drawDots(pdf, code, x, y, side),
    finish() {
      pdf.end()
      return ended
    },
  }
}

/** White margin around a square code, in its dots. */
const QUIET_DOTS = 4

/**
 * Draws bars of whole printer dots, so that they are printed exactly as wide as intended. A long text takes all the
 * width there is.
 */
function drawBars(
  pdf: PDFKit.PDFDocument,
  units: readonly number[],
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): void {
  const total = units.reduce((sum, each) => sum + each, 0)
  const most = Math.min(4 * DOT, width / (total + 2 * QUIET_UNITS))
  const unit = most >= 2 * DOT ? Math.floor(most / DOT) * DOT : most
  let left = Math.round((x + (width - total * unit) / 2) / DOT) * DOT
  units.forEach((each, index) => {
    if (index % 2 === 0) pdf.rect(left, y, each * unit, height)
    left += each * unit
  })
  pdf.fill('#000000')
}

function drawDots(pdf: PDFKit.PDFDocument, { size, dark }: Dots, x: number, y: number, side: number): void {
  const unit = Math.max(1, Math.floor(side / DOT / (size + 2 * QUIET_DOTS))) * DOT
  const snapped = (at: number) => Math.round((at + (side - size * unit) / 2) / DOT) * DOT
  const [left, top] = [snapped(x), snapped(y)]
  dark.forEach((isDark, at) => {
    if (isDark) pdf.rect(left + (at % size) * unit, top + Math.floor(at / size) * unit, unit, unit)
  })
  pdf.fill('#000000')
}

/** Measures and writes single lines. A text in several scripts is written run by run on one base line. */
function lineSetter(pdf: PDFKit.PDFDocument, country: string | undefined): Pick<Sheet, 'widthOf' | 'write'> {
  const use = ({ size = 9, weight = 'regular' }: TextStyle, face?: Face) =>
    (face ? pdf.font(face.font as unknown as string, face.name) : pdf.font(weight)).fontSize(size)
  const known = new Map<string, Run[]>()
  const runs = (shown: string, weight: Weight = 'regular') => {
    if (isPlain(shown)) return undefined
    const key = `${weight} ${shown}`
    const found = known.get(key) ?? runsOf(shown, weight, country)
    known.set(key, found)
    return found
  }
  const width = (shown: string, style: TextStyle) =>
    runs(shown, style.weight)?.reduce((sum, { text, face }) => sum + use(style, face).widthOfString(text), 0) ??
    use(style).widthOfString(shown)
  return {
    widthOf: (text, style = {}) => width(printable(text), style),
    write(text, x, y, style = {}) {
      const shown = printable(text)
      if (shown.trim() === '') return
      let left = style.align === 'end' ? x - width(shown, style) : x
      const pieces = runs(shown, style.weight)
      pdf.fillColor(style.color ?? INK)
      if (!pieces) return void use(style).text(shown, left, y, { lineBreak: false })
      const base = y + ASCENT * (style.size ?? 9)
      for (const { text: piece, face } of pieces) {
        use(style, face)
        if (piece.trim() !== '') pdf.text(piece, left, base, { lineBreak: false, baseline: 'alphabetic' })
        left += pdf.widthOfString(piece)
      }
    },
  }
}

function wrapped(text: string, width: number, widthOf: (part: string) => number): string[] {
  return text.split(/\r\n|[\r\n\u2028\u2029]/).flatMap((line) => {
    if (widthOf(line) <= width) return [line]
    const lines: string[] = []
    let current = ''
    for (const word of line.split(/[ \t]+/)) {
      const longer = current ? `${current} ${word}` : word
      if (widthOf(longer) <= width) current = longer
      else {
        if (current) lines.push(current)
        const pieces = broken(word, width, widthOf)
        current = pieces.pop() ?? ''
        lines.push(...pieces)
      }
    }
    return [...lines, current]
  })
}

const signsOf = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Cuts a word into pieces that fit; each has at least one character. */
function broken(word: string, width: number, widthOf: (part: string) => number): string[] {
  if (widthOf(word) <= width) return [word]
  const signs = [...signsOf.segment(word)].map(({ segment }) => segment)
  const pieces: string[] = []
  while (signs.length > 0) {
    let [low, high] = [1, signs.length]
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (widthOf(signs.slice(0, middle).join('')) <= width) low = middle
      else high = middle - 1
    }
    pieces.push(signs.splice(0, low).join(''))
  }
  return pieces
}
