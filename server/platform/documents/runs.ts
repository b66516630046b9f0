import bidiFactory from 'bidi-js'
import { type Face, faceFor, isPlain, replacement } from './faces'
import type { Weight } from './font'

/** A piece of a line in one font. Pieces are ordered from left to right. */
export interface Run {
  text: string
  /** The font; without it, the documents' own font. */
  face?: Face
}

interface Sign extends Run {
  level: number
}

const bidi = bidiFactory()
const signs = new Intl.Segmenter('und', { granularity: 'grapheme' })
const FROM_RIGHT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
/** Characters without a glyph of their own: they say how their neighbour looks, or join pictures into one. */
const JOINERS = /\u200c|\u200d|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu

/**
 * Cuts a line into pieces for printing: each character in the first font that has it, right-to-left text in its order
 * (the first letter decides the direction of the line), and a visible box for a character that no font has.
 */
export function runsOf(line: string, weight: Weight, country?: string): Run[] {
  if (isPlain(line)) return [{ text: line }]
  const levels = FROM_RIGHT.test(line) ? bidi.getEmbeddingLevels(line).levels : undefined
  const logical: Sign[] = []
  for (const { segment, index } of signs.segment(line)) {
    const level = levels?.[index] ?? 0
    for (const { text, face } of drawn(segment, weight, country)) {
      const last = logical.at(-1)
      if (last && last.face === face && last.level === level) last.text += text
      else logical.push({ text, face, level })
    }
  }
  return inOrder(logical).map(({ text, face, level }) => ({
    // A font for a right-to-left script reverses its own letters; signs between words are reversed here.
    text: level % 2 === 1 && !(face && FROM_RIGHT.test(text)) ? turned(text) : text,
    face,
  }))
}

/** One character: in one font where a font has all of its parts, otherwise its parts one after the other. */
function drawn(sign: string, weight: Weight, country: string | undefined): Run[] {
  if (isPlain(sign)) return [{ text: sign }]
  const whole = faceFor(sign, weight, country)
  if (whole) return [{ text: sign, face: whole }]
  const parts = [...sign.replace(JOINERS, '')]
  return parts.map((part) => {
    if (isPlain(part)) return { text: part }
    const face = faceFor(part, weight, country)
    return face ? { text: part, face } : replacement()
  })
}

/** Rule L2 of the bidirectional algorithm: from the highest level down, every run at that level or above is reversed. */
function inOrder(runs: Sign[]): Sign[] {
  const ordered = [...runs]
  for (let level = Math.max(0, ...runs.map((run) => run.level)); level > 0; level--) {
    for (let from = 0; from < ordered.length; from++) {
      if (ordered[from]!.level < level) continue
      let to = from
      while (to + 1 < ordered.length && ordered[to + 1]!.level >= level) to++
      ordered.splice(from, to - from + 1, ...ordered.slice(from, to + 1).reverse())
      from = to
    }
  }
  return ordered
}

function turned(text: string): string {
  return [...signs.segment(text)]
    .reverse()
    .map(({ segment }) => bidi.getMirroredCharacter(segment) ?? segment)
    .join('')
}
