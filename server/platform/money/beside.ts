import { currencies } from './money'
import { meansOther, sharedSigns, signWords } from './signs'

const codes = new Set(currencies())
const escaped = (text: string) => text.replace(/[.$]/g, String.raw`\$&`)

const signs = [...Object.keys(signWords), ...Object.keys(sharedSigns), ...codes].toSorted((a, b) => b.length - a.length)

/** Every sign and code that may stand beside an amount, as one pattern, the longest first. */
const anySign = signs.map(escaped).join('|')

/** Those of them that can be told from the words and units of a sentence: `R`, `L`, `Ft` and the like cannot. */
export const signsInText = signs
  .filter((sign) => /\p{Sc}|..[^.]/u.test(sign) || /^(ZŁ|KČ|KR)/.test(sign))
  .map(escaped)
  .join('|')

/** The signs that are no letters, as a class of a pattern: `€`, `$`, `£`. */
export const plainSignClass = signs.filter((sign) => /^\p{Sc}$/u.test(sign)).join('')

// A letter beside a sign of letters makes another word of both.
const before = new RegExp(String.raw`^([-−–]?\s*)(${anySign})(?!\p{L})\s*`, 'iu')
const behind = new RegExp(String.raw`\s*(?<!\p{L})(${anySign})\s*$`, 'iu')

const isOwn = (sign: string, currency: string) => {
  const said = sign.toUpperCase()
  return (signWords[said] ?? said) === currency || !meansOther(said, currency)
}

/** A typed amount without the signs of its currency beside it; `other` is the sign or code of another currency, as it was written. */
export function besides(text: string, currency: string): { bare: string; other: string | null } {
  let bare = text.trim()
  for (const pattern of [before, behind]) {
    const found = pattern.exec(bare)
    const sign = found?.at(-1)
    if (!found || !sign) continue
    if (!isOwn(sign, currency)) return { bare: text, other: sign }
    bare = pattern === before ? `${found[1]}${bare.slice(found[0].length)}` : bare.slice(0, found.index)
  }
  return { bare, other: null }
}
