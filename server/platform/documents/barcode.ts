import bwip from 'bwip-js/node'

/** True for what a Code 128 barcode can say: plain ASCII of 1 to 60 characters. */
export const isCode128 = (text: string) => /^[\x20-\x7e]{1,60}$/.test(text)

/** The bars and gaps of a Code 128 barcode in turn, in units of the narrowest one. A RangeError for text that none can say. */
export function code128(text: string): readonly number[] {
  if (!isCode128(text)) throw new RangeError(`no Code 128 text: ${JSON.stringify(text.slice(0, 80))}`)
  const [symbol] = bwip.raw({ bcid: 'code128', text }) as unknown as [{ sbs: number[] }]
  return symbol.sbs
}
