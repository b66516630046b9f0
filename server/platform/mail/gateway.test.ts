import type { Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { type MailOutcome, messageIdOf, type OutgoingMail, sendMail } from './gateway'
import { closeScripted, drop, hang, type Script, say, sayLast, scripted } from './proof/scripted'

afterEach(closeScripted)

const mail: OutgoingMail = {
  from: { name: 'Müller & Söhne', address: 'sales@example.com' },
  to: { name: 'Anna', address: 'anna@customer.example' },
  subject: 'Your order SO-1',
  text: 'Thank you.\n.\nA line with a dot alone.',
  messageId: messageIdOf('0193-AB', 'sales@example.com'),
}
const timeouts = { connectMs: 400, silenceMs: 400, totalMs: 1500 }
const attempt = async (script: Script, change: Partial<OutgoingMail> = {}): Promise<MailOutcome> =>
  sendMail({ ...mail, ...change }, { url: (await scripted(script)).url, timeouts })

describe('conversations with a mail server', () => {
  it('ends with a mail that was sent', async () => {
    const { url, texts } = await scripted({})
    expect(await sendMail(mail, { url, timeouts })).toEqual({ outcome: 'SENT', response: '250 taken as 1' })
    expect(texts).toHaveLength(1)
    expect(texts[0]).toContain('Message-ID: <0193-ab@example.com>')
    expect(texts[0]).toContain('Auto-Submitted: auto-generated')
  })

  it.each<[string, Script, Partial<Extract<MailOutcome, { outcome: 'REFUSED' }>>]>([
    ['greeting 554', { GREETING: say('554 no') }, { permanent: false, code: '554' }],
    ['greeting 421', { GREETING: say('421 busy') }, { permanent: false, code: '421' }],
    ['no greeting', { GREETING: hang }, { permanent: false, code: 'TIMEOUT' }],
    ['drop at greeting', { GREETING: drop }, { permanent: false, code: 'CONNECTION' }],
    ['sender 550', { MAIL: say('550 5.7.1 no') }, { permanent: true, code: '550' }],
    ['sender 450', { MAIL: say('450 later') }, { permanent: false, code: '450' }],
    ['recipient 550', { RCPT: say('550 5.1.1 unknown') }, { permanent: true, code: '550' }],
    ['recipient 421', { RCPT: say('421 later') }, { permanent: false, code: '421' }],
    ['recipient hangs', { RCPT: hang }, { permanent: false, code: 'TIMEOUT' }],
    ['recipient drops', { RCPT: drop }, { permanent: false, code: 'CONNECTION' }],
    ['DATA 554', { DATA: say('554 no') }, { permanent: true, code: '554' }],
    ['DATA hangs', { DATA: hang }, { permanent: false, code: 'TIMEOUT' }],
    ['text 550', { TEXT: say('550 spam') }, { permanent: true, code: '550' }],
    ['text 421', { TEXT: say('421 later') }, { permanent: false, code: '421' }],
  ])('%s is a refusal', async (_name, script, expected) =>
    expect(await attempt(script)).toMatchObject({ outcome: 'REFUSED', ...expected }),
  )

  it.each<[string, Script, string]>([
    ['silence after the text', { TEXT: hang }, 'TIMEOUT'],
    ['a drop after the text', { TEXT: drop }, 'CONNECTION'],
    ['a broken reply', { TEXT: sayLast('25') }, 'CONNECTION'],
  ])('%s leaves it uncertain', async (_name, script, code) =>
    expect(await attempt(script)).toMatchObject({ outcome: 'UNCERTAIN', code }),
  )

  it('sends no text before the callback ran, and none when it fails', async () => {
    const { url, texts } = await scripted({})
    const order: string[] = []
    const beforeText = async () => void order.push(`${texts.length} before`)
    expect(await sendMail(mail, { url, timeouts, beforeText })).toMatchObject({ outcome: 'SENT' })
    expect([...order, `${texts.length} after`]).toEqual(['0 before', '1 after'])
    const withheld = await sendMail(mail, { url, timeouts, beforeText: () => Promise.reject(new Error('no database')) })
    expect(withheld).toEqual({ outcome: 'REFUSED', permanent: false, code: 'WITHHELD', response: 'no database' })
    const late = sendMail(mail, { url, timeouts, beforeText: () => new Promise((go) => setTimeout(go, 2_500)) })
    expect(await late).toMatchObject({ outcome: 'REFUSED', permanent: false, code: 'TIMEOUT' })
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(texts).toHaveLength(1)
  })

  it('is over with the 250, whatever comes after', async () => {
    expect(await attempt({ TEXT: sayLast('250 taken\r\n') })).toMatchObject({ outcome: 'SENT' })
  })

  it('ends in time even with a server that answers byte by byte', async () => {
    const drip = (socket: Socket) => {
      const timer = setInterval(() => socket.write('250-wait\r\n'), 100)
      socket.on('close', () => clearInterval(timer))
    }
    expect(await attempt({ TEXT: drip })).toMatchObject({ outcome: 'UNCERTAIN', code: 'TIMEOUT' })
  })

  it('reports that there is no server', async () =>
    expect(await sendMail(mail, { url: 'smtp://127.0.0.1:1', timeouts })).toMatchObject({
      outcome: 'REFUSED',
      permanent: false,
      code: 'CONNECTION',
    }))

  it.each(['', 'http://127.0.0.1', 'localhost'])('reports an SMTP_URL like %j', async (url) =>
    expect(await sendMail(mail, { url, timeouts })).toMatchObject({
      outcome: 'REFUSED',
      permanent: false,
      code: 'CONFIGURATION',
    }),
  )
})

describe('hostile input', () => {
  it.each([
    'anna@customer.example\r\nRCPT TO:<other@example.com>',
    'anna@customer.example, other@example.com',
    'anna@customer.example> SIZE=1',
    'a@b@c.example',
    '"anna@evil.example"@customer.example',
    'anna\uff20customer.example',
    'anna@customer\u3002example@x',
    'group: anna@customer.example;',
    'anna',
    '@customer.example',
    'anna@[127.0.0.1]',
    'anna@127.0.0.1',
    `${'a'.repeat(65)}@customer.example`,
  ])('the address %j is refused before anything is sent', async (address) => {
    const { url, texts } = await scripted({})
    const outcome = await sendMail({ ...mail, to: { address } }, { url, timeouts })
    expect(outcome).toMatchObject({ outcome: 'REFUSED', permanent: true, code: 'ADDRESS' })
    expect(texts).toEqual([])
  })

  it('refuses a header with a line break', async () =>
    expect(await attempt({}, { headers: { 'X-Order': 'SO-1\r\nBcc: other@example.com' } })).toMatchObject({
      outcome: 'REFUSED',
      permanent: true,
      code: 'HEADER',
    }))

  it('subject, names and file names cannot add headers', async () => {
    const { url, texts } = await scripted({})
    const nasty = 'x\r\nBcc: other@example.com\r\n\r\n<script>'
    const outcome = await sendMail(
      {
        ...mail,
        subject: nasty,
        from: { name: nasty, address: mail.from.address },
        to: { name: nasty, address: 'anna@customer.example' },
        attachments: [{ filename: `../${nasty}.pdf`, contentType: 'application/pdf', content: Buffer.from('%PDF') }],
      },
      { url, timeouts },
    )
    expect(outcome.outcome).toBe('SENT')
    expect(texts[0]).not.toMatch(/^Bcc:/im)
  })
})
