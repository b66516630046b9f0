import bidiFactory from 'bidi-js'
import { type Face, faceFor, isPlain, replacement } from './faces'
import type { Weight } from './font'

/** A piece of a line in one font, in the order in which it stands from left to right. */
export interface Run {
  text: string
  /** The documents' own font when left out. */
  face?: Face
}

interface Sign extends Run {
  level: number
}

const bidi = bidiFactory()
const signs = new Intl.Segmenter('und', { granularity: 'grapheme' })
const FROM_RIGHT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
/** Signs that say how their neighbour looks, and join pictures into one; without a glyph of their own. */
const JOINERS = /\u200c|\u200d|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu

/**
 * A line in pieces as they are printed: each sign in the first font that has it, whatever reads from right to left in
 * its order (the line as a whole follows its first letter), a visible box for what no font has.
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
    // A font for a script turns its own letters; signs between words are turned here.
    text: level % 2 === 1 && !(face && FROM_RIGHT.test(text)) ? turned(text) : text,
    face,
  }))
}

/** One sign: whole where a font has all of it, else its parts one after the other. */
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

/** Rule L2 of the bidirectional algorithm: from the highest level down, what lies at it or above is reversed. */
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
