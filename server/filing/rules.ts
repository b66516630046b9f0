import type { AboutInput } from './schema'

/** The largest file that is taken, and how many lie beside one record. */
export const mostBytes = 10_000_000
export const mostFiles = 100

/** What is taken, with the endings that its names may have; the first one is added to a name that has none of them. */
const endings = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
  'image/heic': ['heic', 'heif'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'text/plain': ['txt', 'csv', 'md', 'eml'],
} as const

export type MediaType = keyof typeof endings

/** For the dialog in which a file is chosen. */
export const acceptedEndings = Object.values(endings)
  .flat()
  .map((ending) => `.${ending}`)
  .join(',')

const beginnings: readonly [MediaType, at: number, ...begin: string[]][] = [
  ['application/pdf', 0, '%PDF-'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/gif', 0, 'GIF87a', 'GIF89a'],
  ['image/webp', 8, 'WEBP'],
  ['image/heic', 4, 'ftypheic', 'ftypheix', 'ftypmif1'],
]

const office: readonly [MediaType, part: string][] = [
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'word/document.xml'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'xl/workbook.xml'],
]

/** Text has no control characters but these, and is UTF-8. */
function isText(bytes: Buffer): boolean {
  if (bytes.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** What a file is by its content, whatever its name says; undefined when it is nothing that is taken: a program, a macro, an archive. */
export function mediaTypeOf(bytes: Buffer): MediaType | undefined {
  const starts = (at: number, text: string) => bytes.toString('latin1', at, at + text.length) === text
  const known = beginnings.find(([, at, ...begin]) => begin.some((text) => starts(at, text)))
  if (known) return known[0]
  if (starts(0, 'PK\x03\x04'))
    return bytes.includes('vbaProject') ? undefined : office.find(([, part]) => bytes.includes(part))?.[0]
  return isText(bytes) ? 'text/plain' : undefined
}

/** A file's name as it is kept: no folders and nothing that a file system refuses, and an ending that fits what it is. */
export function fileNameOf(name: string, mediaType: MediaType): string {
  const last = name.split(/[/\\]/).at(-1) as string
  const plain = last
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]+/gu, '-')
    .replace(/^[\s.]+|[\s.]+$/g, '')
    .slice(-150)
  const fits: readonly string[] = endings[mediaType]
  const [, ending = ''] = /\.([^.]+)$/.exec(plain) ?? []
  return fits.includes(ending.toLowerCase()) ? plain : `${plain || 'file'}.${fits[0]}`
}

/** The column that names the record, and the others empty. */
export const aboutColumns = ({ kind, id }: AboutInput) => ({
  customerId: kind === 'customer' ? id : null,
  orderId: kind === 'order' ? id : null,
  quoteId: kind === 'quote' ? id : null,
  productId: kind === 'product' ? id : null,
})
