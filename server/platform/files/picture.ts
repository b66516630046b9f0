import { createHash } from 'node:crypto'
import { refuse } from '../context/errors'

/** The largest file that is taken as a picture. */
export const mostPictureBytes = 10_000_000
/** A small file can mean many pixels. */
const mostPixels = 60_000_000

/** The longest side in pixels, and how close to what was sent. */
interface Look {
  side: number
  quality: number
}

/** What each size is drawn as; the next one where it would be too heavy to store and to send to a tablet. */
const sizes = {
  large: { mostBytes: 380_000, looks: [look(1200, 82), look(1200, 60), look(900, 50), look(600, 40)] },
  small: { mostBytes: 50_000, looks: [look(240, 78), look(200, 40)] },
}

function look(side: number, quality: number): Look {
  return { side, quality }
}

/** A picture as the program draws it again, in two sizes as WebP: without anything else that the file said, turned as it was taken. */
export interface Drawn {
  /** SHA-256 of the large one. */
  hash: string
  /** Of the large one. */
  width: number
  height: number
  large: Buffer
  small: Buffer
}

/** What a file is, by its first bytes and not by its name; null when it is no picture that is taken. */
function pictureFormat(bytes: Buffer): 'jpeg' | 'png' | 'webp' | null {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpeg'
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'png'
  const riff = bytes.subarray(0, 4).toString('latin1') === 'RIFF'
  return riff && bytes.subarray(8, 12).toString('latin1') === 'WEBP' ? 'webp' : null
}

/**
 * Draws a JPEG, PNG or WebP again. What lies behind a picture that lets light through is white. Refuses with PICTURE_TOO_LARGE,
 * PICTURE_UNREADABLE (another kind of file, or a broken one) and PICTURE_TOO_MANY_PIXELS.
 */
export async function drawnAgain(bytes: Buffer): Promise<Drawn> {
  if (bytes.length > mostPictureBytes) refuse('PICTURE_TOO_LARGE')
  const format = pictureFormat(bytes)
  if (!format) refuse('PICTURE_UNREADABLE')
  return drawn(bytes, format)
}

/** Draws bytes of a known format; of the program's own drawings SVG, too. Refuses as `drawnAgain`. */
export async function drawn(bytes: Buffer, format: 'jpeg' | 'png' | 'webp' | 'svg'): Promise<Drawn> {
  const { default: sharp } = await import('sharp')
  // One picture must not take all processors from whoever waits for a page.
  sharp.concurrency(1)
  sharp.cache(false)
  const open = () => sharp(bytes, { failOn: 'error', limitInputPixels: mostPixels, animated: false })
  const { width = 0, height = 0, format: found } = await open().metadata().catch(unreadable)
  if (found !== format) refuse('PICTURE_UNREADABLE')
  if (width * height > mostPixels) refuse('PICTURE_TOO_MANY_PIXELS')
  const drawnAt = ({ side, quality }: Look) =>
    open()
      .rotate()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .webp({ quality })
      .toBuffer({ resolveWithObject: true })
      .catch(unreadable)
  const light = async ({ mostBytes, looks }: (typeof sizes)[keyof typeof sizes]) => {
    for (const look of looks) {
      const one = await drawnAt(look)
      if (one.data.length <= mostBytes) return one
    }
    return refuse('PICTURE_TOO_LARGE')
  }
  const large = await light(sizes.large)
  const small = await light(sizes.small)
  const hash = createHash('sha256').update(large.data).digest('hex')
  return { hash, width: large.info.width, height: large.info.height, large: large.data, small: small.data }
}

function unreadable(error: Error): never {
  if (/pixel limit/i.test(error.message)) refuse('PICTURE_TOO_MANY_PIXELS')
  refuse('PICTURE_UNREADABLE')
}
