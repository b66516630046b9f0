import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { aboutColumns, acceptedEndings, fileNameOf, mediaTypeOf } from './rules'

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const zip = (...names: string[]) => Buffer.from(zipSync(Object.fromEntries(names.map((name) => [name, Buffer.of(1)]))))

it('offers every ending of what is taken', () => {
  expect(acceptedEndings).toBe('.pdf,.jpg,.jpeg,.jpe,.png,.webp,.gif,.heic,.heif,.docx,.xlsx,.txt,.csv,.md,.eml')
})

describe('a file is what its content says', () => {
  it.each([
    ['PDF', Buffer.from('%PDF-1.7\n%\xe2\xe3', 'latin1'), 'application/pdf'],
    ['JPEG', Buffer.from('ffd8ffe000104a46', 'hex'), 'image/jpeg'],
    ['PNG', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'image/png'],
    ['WebP', Buffer.from('RIFF\x01\x02\x03\x04WEBPVP8 ', 'latin1'), 'image/webp'],
    ['GIF', Buffer.from('GIF89a\x01\x00', 'latin1'), 'image/gif'],
    ['an old GIF', Buffer.from('GIF87a\x01\x00', 'latin1'), 'image/gif'],
    ['another telephone’s picture', Buffer.from('\x00\x00\x00\x18ftypheix\x00', 'latin1'), 'image/heic'],
    ['several pictures in one', Buffer.from('\x00\x00\x00\x18ftypmif1\x00', 'latin1'), 'image/heic'],
    ['a film', Buffer.from('\x00\x00\x00\x18ftypmp42\x00', 'latin1'), undefined],
    ['nothing', Buffer.from(''), 'text/plain'],
    ['text with a sign that moves the cursor', Buffer.from('a\x1b[2Jb'), undefined],
    ['a telephone’s picture', Buffer.from('\x00\x00\x00\x18ftypheic\x00', 'latin1'), 'image/heic'],
    ['Word', zip('[Content_Types].xml', 'word/document.xml'), docx],
    ['Excel', zip('[Content_Types].xml', 'xl/workbook.xml'), xlsx],
    ['Excel with macros', zip('xl/workbook.xml', 'xl/vbaProject.bin'), undefined],
    ['an archive', zip('readme.txt'), undefined],
    ['text', Buffer.from('Grüße\r\n\tan alle'), 'text/plain'],
    ['a page, which is text and nothing more', Buffer.from('<html><script>alert(1)</script>'), 'text/plain'],
    ['text in another encoding', Buffer.from('Grüße', 'latin1'), undefined],
    ['a program', Buffer.from('4d5a90000300', 'hex'), undefined],
    ['a program for Linux', Buffer.from('7f454c460201', 'hex'), undefined],
  ])('%s', (_what, bytes, expected) => expect(mediaTypeOf(bytes)).toBe(expected))
})

it.each([
  ['Contract 2026.PDF', 'application/pdf', 'Contract 2026.PDF'],
  ['C:\\Users\\ada\\scan.pdf', 'application/pdf', 'scan.pdf'],
  ['../../etc/passwd', 'text/plain', 'passwd.txt'],
  ['invoice.pdf.exe', 'application/pdf', 'invoice.pdf.exe.pdf'],
  ['page.html', 'text/plain', 'page.html.txt'],
  ['list.csv', 'text/plain', 'list.csv'],
  ['a"b\r\n<c>|?.png', 'image/png', 'a-b-c-.png'],
  ['...', 'image/jpeg', 'file.jpg'],
  ['pdf', 'application/pdf', 'pdf.pdf'],
  [' .. scan. 1.pdf . ', 'application/pdf', 'scan. 1.pdf'],
  ['', 'application/pdf', 'file.pdf'],
  [`${'x'.repeat(20)}${'y'.repeat(147)}.md`, 'text/plain', `${'y'.repeat(147)}.md`],
  ['Räume \u202Egpj.exe', 'image/jpeg', 'Räume -gpj.exe.jpg'],
] as const)('the name %j of a file of type %s is kept as %j', (name, type, kept) => {
  expect(fileNameOf(name, type)).toBe(kept)
})

it.each(['customer', 'order', 'quote', 'product'] as const)(
  'a file beside a %s names it in its own column alone',
  (kind) => {
    const none = { customerId: null, orderId: null, quoteId: null, productId: null }
    expect(aboutColumns({ kind, id: 'x' })).toEqual({ ...none, [`${kind}Id`]: 'x' })
  },
)
