import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Catcher, startCatcher } from './catcher'
import { listCaught, readCaught, readCaughtAttachment } from './caught'
import { messageIdOf, type OutgoingMail, sendMail } from './gateway'

let directory: string
let catcher: Catcher
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'catcher-'))
  catcher = await startCatcher({ port: 0, directory, limits: { messageBytes: 100_000 } })
})
afterEach(async () => {
  await catcher.close()
  await rm(directory, { recursive: true, force: true })
})

const mail = (number: number, change: Partial<OutgoingMail> = {}): OutgoingMail => ({
  from: { name: 'Octet Trading', address: 'sales@example.com' },
  to: { name: 'Zoë', address: number % 2 ? 'odd@customer.example' : 'even@customer.example' },
  subject: `Order ${number} – für Sie €`,
  text: `Text ${number}\n.\n..ends`,
  html: `<p onclick="alert(1)">Hello <b>${number}</b></p><script>alert(1)</script><img src="http://x.example/p.gif">`,
  messageId: messageIdOf(`id-${number}`, 'sales@example.com'),
  attachments: [{ filename: 'Rechnung ü.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF-1.7 bytes') }],
  ...change,
})

it('stores what the gateway sends, byte for byte', async () => {
  expect(await sendMail(mail(1), { url: catcher.url })).toMatchObject({ outcome: 'SENT' })
  const [summary] = await listCaught(directory)
  expect(summary).toMatchObject({
    from: 'sales@example.com',
    to: ['odd@customer.example'],
    subject: 'Order 1 – für Sie €',
    messageId: '<id-1@example.com>',
    attachments: ['Rechnung ü.pdf'],
  })
  const caught = await readCaught(directory, summary!.id)
  expect(caught).toMatchObject({
    headerFrom: 'Octet Trading <sales@example.com>',
    headerTo: 'Zoë <odd@customer.example>',
    attachments: [{ index: 0, filename: 'Rechnung ü.pdf', mediaType: 'application/pdf', bytes: 14 }],
  })
  expect(caught!.text.trim()).toBe('Text 1\n.\n..ends')
  expect(caught!.html).toContain('<p>Hello <b>1</b></p>')
  expect(caught!.html).not.toMatch(/script|onclick|x\.example/)
  const attachment = await readCaughtAttachment(directory, summary!.id, 0)
  expect(Buffer.from(attachment!.bytes).toString()).toBe('%PDF-1.7 bytes')
})

it('lists newest first, by recipient and by page', async () => {
  for (let number = 1; number <= 6; number++) await sendMail(mail(number), { url: catcher.url })
  const subjects = (list: { subject: string }[]) => list.map((one) => Number(/\d+/.exec(one.subject)?.[0]))
  expect(subjects(await listCaught(directory))).toEqual([6, 5, 4, 3, 2, 1])
  expect(subjects(await listCaught(directory, { to: 'ODD@customer.example' }))).toEqual([5, 3, 1])
  const first = await listCaught(directory, { limit: 2 })
  expect(subjects(await listCaught(directory, { limit: 2, before: first[1]!.id }))).toEqual([4, 3])
})

it('takes many mails at once, and the same mail twice', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, (_, index) => sendMail(mail(index), { url: catcher.url })),
  )
  expect(outcomes.every((one) => one.outcome === 'SENT')).toBe(true)
  await sendMail(mail(1), { url: catcher.url })
  expect(await listCaught(directory)).toHaveLength(41)
  expect((await readdir(directory)).filter((name) => name.endsWith('.part'))).toEqual([])
})

it('refuses what is too large', async () => {
  const outcome = await sendMail(mail(1, { text: 'x'.repeat(200_000) }), { url: catcher.url })
  expect(outcome).toMatchObject({ outcome: 'REFUSED', permanent: true })
  expect(await listCaught(directory)).toEqual([])
})

it('finds nothing for an id that does not exist', async () => {
  await writeFile(join(directory, 'secret.eml'), 'x')
  await writeFile(join(directory, 'secret.json'), '{}')
  for (const id of ['secret', '../secret', '', '000000000000000-000000-abcdef']) {
    expect(await readCaught(directory, id)).toBeUndefined()
  }
  expect(await listCaught(directory)).toEqual([])
  expect(await listCaught(join(directory, 'nowhere'))).toEqual([])
})

it('deletes the oldest mails when there are too many', async () => {
  for (let number = 1; number <= 12; number++) await sendMail(mail(number), { url: catcher.url })
  const small = await startCatcher({ port: 0, directory, limits: { messages: 5 } })
  await small.close()
  const left = await listCaught(directory)
  expect(left).toHaveLength(5)
  expect(left[0]!.subject).toContain('Order 12')
  expect(await readdir(directory)).toHaveLength(10)
})
