import bwip from 'bwip-js/node'

/**
 * A Code 128 barcode as a picture with white ground (a transparent one cannot be scanned), without text.
 * A RangeError for text that is empty, longer than 60 characters or not plain ASCII.
 */
export function code128(text: string): Promise<Buffer> {
  if (!/^[\x20-\x7e]{1,60}$/.test(text)) throw new RangeError(`no Code 128 text: ${JSON.stringify(text.slice(0, 80))}`)
  return bwip.toBuffer({ bcid: 'code128', text, scale: 4, height: 14, paddingwidth: 10, backgroundcolor: 'FFFFFF' })
}
