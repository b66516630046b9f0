import { expect, it } from 'vitest'
import { mailAddress } from './address'

it.each([
  ['anna@holz.example', 'anna@holz.example'],
  [' Anna.Holz+bills@Holz.Example ', 'Anna.Holz+bills@holz.example'],
  ['post@müller.example', 'post@xn--mller-kva.example'],
  ['post@xn--mller-kva.example', 'post@xn--mller-kva.example'],
  ['root@localhost', 'root@localhost'],
  ['anna@10.0.0.1', undefined],
  ['anna@0x0a000001', undefined],
  ['anna@2130706433', undefined],
  ['anna@holz..example', undefined],
  ['anna@-holz.example', undefined],
  ['anna@holz.example/path', undefined],
  ['anna@holz.example:25', undefined],
  ['anna@[10.0.0.1]', undefined],
  ['anna@bert@holz.example', undefined],
  ['"anna holz"@holz.example', undefined],
  ['Anna <anna@holz.example>', undefined],
  ['anna@holz.example, bert@holz.example', undefined],
  ['anna＠holz.example', undefined],
  ['.anna@holz.example', undefined],
  ['@holz.example', undefined],
  ['anna@', undefined],
  ['', undefined],
  [`${'a'.repeat(65)}@holz.example`, undefined],
  [`${'a'.repeat(64)}@holz.example`, `${'a'.repeat(64)}@holz.example`],
])('%s is the mailbox %s', (text, address) => {
  expect(mailAddress(text)).toBe(address)
})
