import { afterAll, describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { newId } from '@/server/platform/context/ids'
import { read } from '@/server/platform/database/run'
import { deliverMail } from './deliver'
import { queueMail } from './queue'
import { catchesMail, isNobodys } from './rules'

const before = process.env.SMTP_URL
// Nothing listens on this port, so every connection is refused.
process.env.SMTP_URL = 'smtp://127.0.0.1:1'
afterAll(() => {
  process.env.SMTP_URL = before
})

async function deliver(sample: boolean, to: string) {
  const { ctx } = await makeOrganisation({ sample })
  const subject = { effectKey: 'probe', kind: 'invoice' as const, objectType: 'invoice', objectId: newId(ctx.now) }
  const [[mail]] = await read(ctx, queueMail(ctx, { ...subject, to, subject: 'Probe', text: 'x', html: '<p>x</p>' }))
  return (await deliverMail(ctx, mail?.id ?? ''))?.outcome
}

describe('mails to invented customers', () => {
  it('of a sample trade go to no server, others do', async () => {
    expect(await deliver(true, 'orders@papeterie-pohl.example')).toBe('SENT')
    expect(await deliver(true, 'colleague@company.test')).toBe('REFUSED')
    expect(await deliver(false, 'orders@papeterie-pohl.example')).toBe('REFUSED')
  })

  it.each([
    ['a@b.example', true],
    ['a@EXAMPLE', true],
    ['a@b.invalid', true],
    ['a@example.com', false],
    ['a@b.example.org', false],
    ['a@notexample', false],
  ])('%s is nobody’s: %s', (address, answer) => expect(isNobodys(address)).toBe(answer))

  it.each([
    [{}, false],
    [{ SMTP_PORT: '2525' }, true],
    [{ SMTP_PORT: '2525', SMTP_URL: 'smtp://127.0.0.1:2525' }, true],
    [{ SMTP_PORT: '2525', SMTP_URL: 'smtp://mail.company.test:2525' }, false],
    [{ SMTP_PORT: '2525', SMTP_URL: 'smtp://127.0.0.1:25' }, false],
  ])('with %j mails are caught: %s', (environment, answer) => expect(catchesMail(environment)).toBe(answer))
})
