import { describe, expect, it } from 'vitest'
import { contactIn } from './contact-cells'
import { limitIn } from './customer-cells'
import type { FileContact } from './customer-known'
import type { Reading } from './decided'

const reading: Reading = { decimalSign: '.', dayOrder: 'DMY', currency: 'EUR', country: 'DE' }

describe('the credit limit of a row', () => {
  it.each([
    ['1,500.50', 150050n],
    ['EUR 10', 1000n],
    ['+10', 1000n],
    ['0', 0n],
    [undefined, null],
    ['-10', 'AMOUNT_UNREAD'],
    ['12x', 'AMOUNT_UNREAD'],
    ['USD 10', 'OTHER_CURRENCY'],
  ])('%s is %s', (limit, expected) => {
    const read = limitIn(limit === undefined ? {} : { limit }, reading, true)
    expect(read !== null && typeof read === 'object' ? read.code : read).toEqual(expected)
  })
  it('is for those who may set limits', () => {
    expect(limitIn({ limit: '10' }, reading, false)).toEqual({ field: 'limit', code: 'LIMIT_NOT_YOURS' })
    expect(limitIn({}, reading, false)).toBeNull()
    expect(limitIn({ limit: 'USD 10' }, reading, true)).toMatchObject({ parameters: { currency: 'USD' } })
    expect(limitIn({ limit: '12x' }, reading, true)).toMatchObject({ field: 'limit', parameters: { text: '12x' } })
  })
})

describe('the contact of a row', () => {
  const otto: FileContact = {
    id: 'p1',
    name: 'Otto',
    email: 'otto@example.test',
    phone: null,
    language: 'de',
    purposes: ['INVOICES'],
  }
  const row = { contactName: 'otto', contactEmail: 'otto@example.test' }
  it('is nobody, somebody new, or somebody known who changes', () => {
    expect(contactIn({ contactPhone: '1' }, [otto])).toBeNull()
    const fresh = { id: null, name: 'Grace', email: null, phone: null, language: null, purposes: [] }
    expect(contactIn({ contactName: 'Grace' }, [otto])).toEqual(fresh)
    expect(contactIn({ contactEmail: 'g@example.test' }, [otto])).toEqual({
      ...fresh,
      name: 'g@example.test',
      email: 'g@example.test',
    })
    expect(contactIn({ contactEmail: 'OTTO@example.test' }, [otto])).toMatchObject({ id: 'p1', name: 'Otto' })
    expect(contactIn({ contactEmail: 'otto@example.test' }, [otto])).toBeNull()
    expect(contactIn({ ...row, contactLanguage: 'Klingon' }, [otto])).toMatchObject({ field: 'contactLanguage' })
    expect(contactIn({ ...row, contactPhone: '12' }, [otto])).toEqual({ ...otto, name: 'otto', phone: '12' })
    expect(contactIn({ contactName: 'Otto' }, [otto])).toBeNull()
    expect(contactIn({ contactName: "'=Grace" }, [])).toMatchObject({ name: '=Grace' })
    const grace = { firstName: 'Grace', lastName: 'Hopper' }
    expect(contactIn({ ...grace, name: 'Navy' }, [])).toMatchObject({ name: 'Grace Hopper' })
    expect(contactIn({ ...grace, customer: 'Navy' }, [])).toMatchObject({ name: 'Grace Hopper' })
    expect(contactIn({ ...grace, name: 'grace hopper' }, [])).toBeNull()
    expect(contactIn(grace, [])).toBeNull()
  })
  it('is written to about what the row says', () => {
    const about = (contactPurposes: string) => {
      const read = contactIn({ ...row, contactName: 'Otto', contactPurposes }, [otto])
      return read && 'purposes' in read ? read.purposes : read
    }
    expect(about('orders, Delivery notes; reminder')).toEqual(['ORDERS', 'DELIVERIES', 'REMINDERS'])
    expect(about('deliveries and invoice')).toEqual(['DELIVERIES', 'INVOICES'])
    expect(about('nothing')).toEqual([])
    expect(about('all')).toHaveLength(4)
    expect(about('Alles')).toHaveLength(4)
    expect(about('alle')).toHaveLength(4)
    for (const words of ['not all', 'overall', 'known for nothing', 'nothing at all'])
      expect(about(words)).toMatchObject({ code: 'PURPOSE_UNKNOWN', parameters: { text: words } })
    expect(about('preorders')).toMatchObject({ field: 'contactPurposes', code: 'PURPOSE_UNKNOWN' })
    expect(about('Invoices')).toBeNull()
  })
  it.each([
    [{ contactEmail: 'no mail' }, 'contactEmail'],
    [{ contactName: 'x'.repeat(201) }, 'contactName'],
    [{ contactName: 'Ada', contactPhone: 'x'.repeat(51) }, 'contactPhone'],
    [{ contactName: 'Ada', contactPurposes: 'orders' }, 'contactEmail'],
  ])('is wrong: %j', (cells, field) => {
    expect(contactIn(cells, [])).toMatchObject({
      field,
      code: 'SAID',
      parameters: { words: expect.stringMatching(/./) },
    })
  })
})
