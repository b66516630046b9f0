import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Weight = 'regular' | 'strong'

const FOLDER = join('node_modules', 'geist', 'dist', 'fonts', 'geist-sans')
const FILES: Record<Weight, string> = { regular: 'Geist-Regular.ttf', strong: 'Geist-SemiBold.ttf' }
const fonts = new Map<Weight, Buffer>()

/** A font of the documents (Geist: Latin and Cyrillic), read once from the packages in the program's own folder. */
export function font(weight: Weight): Buffer {
  let bytes = fonts.get(weight)
  if (!bytes) {
    bytes = withTabularFigures(withoutShaping(readFileSync(join(process.cwd(), FOLDER, FILES[weight]))))
    fonts.set(weight, bytes)
  }
  return bytes
}

interface TableEntry {
  tag: string
  entry: number
  offset: number
}

function tablesOf(bytes: Buffer): TableEntry[] {
  return Array.from({ length: bytes.readUInt16BE(4) }, (_, index) => {
    const entry = 12 + index * 16
    return { tag: bytes.toString('latin1', entry, entry + 4), entry, offset: bytes.readUInt32BE(entry + 8) }
  })
}

/**
 * Removes kerning and ligatures, which cost half of the time of a document and are hardly visible at these sizes: the
 * tables stay in the file under other names, under which nothing looks for them.
 */
function withoutShaping(bytes: Buffer): Buffer {
  for (const { tag, entry } of tablesOf(bytes)) {
    if (['GSUB', 'GPOS', 'GDEF', 'kern'].includes(tag)) bytes.write('x', entry, 'latin1')
  }
  return bytes
}

/** In Geist, the ten figures of equal width follow the ordinary figures at this distance. */
const TABULAR_OFFSET = 32

/**
 * Makes all figures equally wide, so that columns of amounts line up: the character map is changed to point to those
 * glyphs.
 */
function withTabularFigures(bytes: Buffer): Buffer {
  const map = tablesOf(bytes).find((table) => table.tag === 'cmap')
  if (!map) return bytes
  const count = bytes.readUInt16BE(map.offset + 2)
  const subtables = Array.from({ length: count }, (_, index) => bytes.readUInt32BE(map.offset + 8 + index * 8))
  for (const subtable of new Set(subtables)) {
    if (bytes.readUInt16BE(map.offset + subtable) === 4) pointFigures(bytes, map.offset + subtable)
  }
  return bytes
}

/** A subtable of format 4 (OpenType `cmap`): parallel arrays of segment ends, starts, deltas and range offsets. */
function pointFigures(bytes: Buffer, subtable: number): void {
  const twice = bytes.readUInt16BE(subtable + 6)
  for (let at = 0; at < twice; at += 2) {
    const end = bytes.readUInt16BE(subtable + 14 + at)
    const start = bytes.readUInt16BE(subtable + 16 + twice + at)
    const delta = subtable + 16 + 2 * twice + at
    const direct = bytes.readUInt16BE(subtable + 16 + 3 * twice + at) === 0
    if (start === 0x30 && end === 0x39 && direct) bytes.writeUInt16BE(bytes.readUInt16BE(delta) + TABULAR_OFFSET, delta)
  }
}
