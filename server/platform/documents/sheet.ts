import PDFDocument from 'pdfkit'
import type { Day } from '../time/calendar'
import { font, type Weight } from './font'

export const INK = '#16181c'
export const QUIET = '#5b6472'
export const RULE = '#c9cdd4'
export const SURFACE = '#f3f4f6'
export const MM = 72 / 25.4

export interface TextStyle {
  size?: number
  weight?: Weight
  color?: string
  align?: 'start' | 'end'
}

export interface SheetOptions {
  size: [width: number, height: number]
  title: string
  author: string
  language: string
  createdOn: Day
}

/** A PDF under construction, measured in points from the top left corner; it breaks no page by itself. */
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
  image(png: Buffer, x: number, y: number, width: number, height: number): void
  finish(): Promise<Buffer>
}

/** Signs of currencies that the font lacks, in letters. */
const CURRENCY_SIGNS: Record<string, string> = {
  '₺': 'TRY\u00a0',
  '₦': 'NGN\u00a0',
  '₩': 'KRW\u00a0',
  '₫': 'VND',
  '₭': 'LAK\u00a0',
  '₮': 'MNT\u00a0',
  '₲': 'PYG\u00a0',
  '₸': 'KZT',
  '₼': 'AZN',
  '₾': 'GEL',
  '₡': 'CRC\u00a0',
  '₵': 'GHS\u00a0',
}

/** What fonts cannot print or printers must not see: control and bidirectional signs, halves of characters. */
function printable(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, ' ')
    .replace(/[\u2009\u202f]/g, '\u00a0')
    .replace(/[₺₦₩₫₭₮₲₸₼₾₡₵]/g, (sign) => CURRENCY_SIGNS[sign]!)
}

/** Starts a PDF. Nothing in it depends on the moment or the machine, so the same calls give the same bytes. */
export function startSheet({ size, title, author, language, createdOn }: SheetOptions): Sheet {
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
  const use = ({ size: points = 9, weight = 'regular' }: TextStyle = {}) => pdf.font(weight).fontSize(points)
  const widthOf = (text: string, style?: TextStyle) => use(style).widthOfString(printable(text))
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
    widthOf,
    wrap: (text, width, style) => wrapped(text, width, (part) => widthOf(part, style)),
    write(text, x, y, style = {}) {
      const shown = printable(text)
      if (shown.trim() === '') return
      const left = style.align === 'end' ? x - widthOf(shown, style) : x
      use(style)
        .fillColor(style.color ?? INK)
        .text(shown, left, y, { lineBreak: false })
    },
    rule: (fromX, toX, y, color = RULE) =>
      void pdf.moveTo(fromX, y).lineTo(toX, y).lineWidth(0.5).strokeColor(color).stroke(),
    box: (x, y, width, height, color) => void pdf.roundedRect(x, y, width, height, 3).fill(color),
    image: (png, x, y, width, height) => void pdf.image(png, x, y, { width, height }),
    finish() {
      pdf.end()
      return ended
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

/** A word in pieces that fit; always at least one character each. */
function broken(word: string, width: number, widthOf: (part: string) => number): string[] {
  if (widthOf(word) <= width) return [word]
  const signs = [...word]
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
