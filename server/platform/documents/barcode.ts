import bwip from 'bwip-js/node'

/**
 * The width of one dot of a label printer (203 dots to the inch) in points. Bars of whole dots are printed exactly as
 * wide as intended.
 */
export const DOT = 72 / 25.4 / 8
/** The white margin on each side of the bars, in units of the narrowest bar. */
export const QUIET_UNITS = 10

/** Whether a text can be a barcode: printable ASCII of 1 to 100 characters. */
export const isBarcode = (text: string) => /^[\x20-\x7e]{1,100}$/.test(text)

/** A square of dark and light dots, row by row. */
export interface Dots {
  size: number
  dark: readonly boolean[]
}

/**
 * The bars and gaps of a Code 128 barcode in turn, in units of the narrowest. Throws a RangeError for text that Code
 * 128 cannot encode.
 */
export function code128(text: string): readonly number[] {
  if (!isBarcode(text)) throw new RangeError(`no text of a barcode: ${JSON.stringify(text.slice(0, 120))}`)
  const [symbol] = bwip.raw({ bcid: 'code128', text }) as unknown as [{ sbs: number[] }]
  return symbol.sbs
}

function qrCode(text: string): Dots {
  const [symbol] = bwip.raw('qrcode', text, 'eclevel=M') as unknown as [{ pixs: number[]; pixx: number }]
  return { size: symbol.pixx, dark: symbol.pixs.map((dot) => dot === 1) }
}

/**
 * Encodes a text as bars if the narrowest bar is at least two printer dots wide in this width in points, so that every
 * scanner reads it; otherwise as a QR code. Throws a RangeError for text that neither can encode.
 */
export function barcodeOf(text: string, width: number): { bars?: readonly number[]; dots?: Dots } {
  const bars = code128(text)
  const units = bars.reduce((sum, each) => sum + each, 0) + 2 * QUIET_UNITS
  return units * 2 * DOT <= width ? { bars } : { dots: qrCode(text) }
}
