import type { Font } from 'fontkit'
import { outlineOf, type Step } from './outline'

/**
 * fontkit (2.0.4) reads compressed variable fonts, but it neither draws them at a weight nor subsets them for a
 * document. This file completes that with fontkit's internal fields; `document.test.ts` fails when another version
 * changes them.
 */
interface Compressed extends Font {
  stream: unknown
  _decompressed: boolean
  _transformedGlyphs: Outline[]
  _transformGlyfTable(): void
  _variationProcessor: { transformPoints(id: number, points: OutlinePoint[]): void }
}
interface OutlinePoint {
  x: number
  y: number
  endContour: boolean
  copy(): OutlinePoint
}
interface Component {
  dx: number
  dy: number
}
interface Outline {
  numberOfContours: number
  points?: OutlinePoint[]
  components?: Component[]
}

/** A variable font at a fixed weight. */
export function atWeight(font: Font, weight: number): Font {
  const face = font as Compressed
  // Unpacked as if the font had one weight; composed glyphs need that.
  const still: Compressed = Object.create(face, { _variationProcessor: { value: null } })
  still._transformGlyfTable()
  const { stream, _decompressed, _transformedGlyphs: outlines } = still
  const drawn: Outline[] = []
  const _transformedGlyphs = new Proxy(outlines, {
    get: (all, key) => {
      const id = Number(key)
      const outline = all[id]
      if (!outline) return Reflect.get(all, key)
      drawn[id] ??= heavier(face, id, outline)
      return drawn[id]
    },
  })
  return Object.assign(face, { stream, _decompressed, _transformedGlyphs, variationCoords: [weight] })
}

const point = (x: number, y: number): OutlinePoint => ({ x, y, endContour: true, copy: () => point(x, y) })

/** An outline, or the positions of the parts of a composed glyph, at the weight of the font. */
function heavier(face: Compressed, id: number, outline: Outline): Outline {
  const own = outline.points?.map((each) => each.copy()) ?? []
  const parts = outline.components?.map(({ dx, dy }) => point(dx, dy)) ?? []
  // Every glyph ends with four points for its frame; the widths that they stand for are read elsewhere.
  face._variationProcessor?.transformPoints(id, [...own, ...parts, point(0, 0), point(0, 0), point(0, 0), point(0, 0)])
  return {
    ...outline,
    ...(outline.points && { points: own }),
    ...(outline.components && {
      components: outline.components.map((part, index) => ({ ...part, dx: parts[index]!.x, dy: parts[index]!.y })),
    }),
  }
}

/** fontkit unpacks a table of a compressed font again for every glyph; this font unpacks each table once. */
export function unpackedOnce(font: Font): Font {
  const face = font as unknown as { stream: unknown; _getTableStream(tag: string): { pos: number } }
  const kept = new Map<string, { pos: number }>()
  const unpack = face._getTableStream.bind(face)
  face._getTableStream = (tag) => {
    const stream = kept.get(tag) ?? unpack(tag)
    if (stream === face.stream) return stream
    kept.set(tag, stream)
    return Object.assign(stream, { pos: 0 })
  }
  return font
}

/** The subset of a font that a document keeps: the glyphs that it uses. */
interface Cut {
  font: { getGlyph(id: number): { advanceWidth: number; path: { commands: Step[] } } }
  glyf: Uint8Array[]
  loca: { offsets: number[] }
  hmtx: { metrics: { advance: number; bearing: number }[] }
  offset: number
  _addGlyph(id: number): number
}

/** A font whose glyphs are written again from their outlines. Its own name lets pdfkit keep two weights of one file apart. */
export function embeddable(font: Font, name: string): Font {
  const face = font as unknown as { _tables: Record<string, unknown>; createSubset(): Cut }
  Object.defineProperty(face, 'postscriptName', { value: name })
  // A compressed file has no table of glyph positions; pdfkit expects one.
  if (font.type === 'WOFF2') face._tables.loca = { version: 1, offsets: [] }
  const cut = face.createSubset.bind(face)
  face.createSubset = () => Object.assign(cut(), { _addGlyph: addOutline })
  return font
}

function addOutline(this: Cut, id: number): number {
  const glyph = this.font.getGlyph(id)
  const { bytes, bearing } = outlineOf(glyph.path.commands)
  this.glyf.push(bytes)
  this.loca.offsets.push(this.offset)
  this.hmtx.metrics.push({ advance: Math.round(glyph.advanceWidth), bearing })
  this.offset += bytes.length
  return this.glyf.length - 1
}
