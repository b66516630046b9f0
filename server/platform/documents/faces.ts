import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { create, type Font } from 'fontkit'
import { font, type Weight } from './font'
import { atWeight, embeddable, unpackedOnce } from './glyphs'

const PACKAGES = join('node_modules', '@fontsource-variable')
const LAST_RESORT = join('node_modules', '@fontsource', 'unifontex', 'files', 'unifontex-latin-400-normal.woff')

/** A font for pdfkit, with a name that is unique in the document. */
export interface Face {
  name: string
  font: Font
}

/**
 * The families in the order in which they are tried. For characters that China, Taiwan, Japan and Korea draw
 * differently, the reader's country decides.
 */
const FAMILIES = ['noto-sans', 'noto-sans-hebrew', 'noto-sans-arabic', 'noto-sans-thai']
const EAST_ASIAN = ['noto-sans-sc', 'noto-sans-tc', 'noto-sans-jp', 'noto-sans-kr']
const MANNERS: Record<string, string> = {
  JP: 'noto-sans-jp',
  KR: 'noto-sans-kr',
  KP: 'noto-sans-kr',
  TW: 'noto-sans-tc',
  HK: 'noto-sans-tc',
  MO: 'noto-sans-tc',
}
const WEIGHTS: Record<Weight, number> = { regular: 400, strong: 600 }

interface Slice {
  file: string
  ranges: [from: number, to: number][]
}

const slices = new Map<string, Slice[]>()
const faces = new Map<string, Face>()
let plain: RegExp | undefined
/** The characters that the documents' own font is known to have, so that it need not be opened to find out. */
const WESTERN = /^[ -~\u00a0-\u00ac\u00ae-\u0113\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u20ac]*$/

/** Whether the documents' own font has every character of a text. It nearly always has, and then no other font is opened. */
export function isPlain(text: string): boolean {
  if (WESTERN.test(text)) return true
  plain ??= new RegExp(`^[${classOf(create(font('regular')) as Font)}]*$`, 'u')
  return plain.test(text)
}

/**
 * The font that draws a character with its combining marks. It tries the scripts in turn, then a font of coarse dots
 * that has nearly every character; each is opened when first needed. Undefined when none has it.
 */
export function faceFor(sign: string, weight: Weight, country: string | undefined): Face | undefined {
  const points = [...sign].map((part) => part.codePointAt(0)!)
  const manner = country && MANNERS[country]
  const ordered = [...FAMILIES, ...(manner ? [manner] : []), ...EAST_ASIAN]
  for (const family of ordered) {
    const slice = slicesOf(family).find(({ ranges }) => points.every((point) => within(ranges, point)))
    const face = slice && variable(slice.file, weight)
    if (face && points.every((point) => face.font.hasGlyphForCodePoint(point))) return face
  }
  const last = lastResort()
  return points.every((point) => last.font.hasGlyphForCodePoint(point)) ? last : undefined
}

/** The replacement for a character that no font has: a box with a question mark. */
export function replacement(): { text: string; face: Face } {
  return { text: '\ufffd', face: lastResort() }
}

function classOf(face: Font): string {
  const hex = (point: number) => `\\u{${point.toString(16)}}`
  // Combining marks need a font that can place them. This font has only four Greek letters, and a word should be in one font.
  const points = face.characterSet.filter((point) => point < 0x300 || point > 0x3ff).sort((a, b) => a - b)
  const ranges: [number, number][] = []
  for (const point of points) {
    const last = ranges.at(-1)
    if (last && last[1] === point - 1) last[1] = point
    else ranges.push([point, point])
  }
  return ranges.map(([from, to]) => `${hex(from)}-${hex(to)}`).join('')
}

/** The files of a family and the characters in each, as its package lists them. */
function slicesOf(family: string): Slice[] {
  let known = slices.get(family)
  if (!known) {
    const folder = join(process.cwd(), PACKAGES, family)
    const ranges: Record<string, string> = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8'))
    known = Object.entries(ranges).map(([name, text]) => ({
      file: join(folder, 'files', `${family}-${name.replace(/[[\]]/g, '')}-wght-normal.woff2`),
      ranges: text.split(',').map((range) => {
        const [from, to] = range.replace(/u\+/i, '').split('-')
        return [Number.parseInt(from!, 16), Number.parseInt(to ?? from!, 16)]
      }),
    }))
    slices.set(family, known)
  }
  return known
}

const within = (ranges: Slice['ranges'], point: number) => ranges.some(([from, to]) => point >= from && point <= to)

function variable(file: string, weight: Weight): Face {
  return opened(`${basename(file, '-wght-normal.woff2')}-${weight}`, () =>
    atWeight(create(readFileSync(file)) as Font, WEIGHTS[weight]),
  )
}

function lastResort(): Face {
  return opened('unifontex', () => unpackedOnce(create(readFileSync(join(process.cwd(), LAST_RESORT))) as Font))
}

/** This many fonts stay open, the last used ones: an unpacked font of Chinese characters takes megabytes. */
const KEPT = 60

function opened(name: string, open: () => Font): Face {
  const face = faces.get(name) ?? { name, font: embeddable(open(), name) }
  faces.delete(name)
  faces.set(name, face)
  if (faces.size > KEPT) faces.delete(faces.keys().next().value!)
  return face
}
