import { describe, expect, it } from 'vitest'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { makeCustomer, makeProduct, termsOf } from '@/prisma/seed/records'
import { refused } from '@/prisma/seed/refused'
import { confirm } from '@/server/order/mutations/confirm'
import type { Refusal } from '@/server/platform/context/errors'
import { withOrganisation } from '@/server/platform/database/tenancy'
import { addAddress, archiveAddress } from './mutations/address'
import { archiveCustomer, restoreCustomer } from './mutations/archive'
import { changeCustomer } from './mutations/change'
import { addContact } from './mutations/contact'
import { createCustomer } from './mutations/create'
import { addPaymentTerms, archivePaymentTerms, makeDefaultTerms, restorePaymentTerms } from './mutations/terms'
import { customerRecord, listCustomers, listPaymentTerms, searchCustomers } from './queries'

describe('a customer', () => {
  it('begins with number, default terms, an empty credit account and an event', async () => {
    const { ctx } = await makeOrganisation()
    const { customerId, number } = await createCustomer(ctx, { name: ' Acme ', email: '', billCity: ' ' })
    expect(number).toMatch(/^CU-1\d{3}$/)
    const record = await customerRecord(ctx, customerId)
    expect(record).toMatchObject({ name: 'Acme', email: null, billCity: null, currency: 'EUR', country: 'IE' })
    expect(record).toMatchObject({ termsName: '30 days net', openMinor: 0n, limitMinor: null, holds: 0 })
    const events = await withOrganisation(ctx, (db) => db.eventObject.findMany({ where: { objectId: customerId } }))
    expect(events).toHaveLength(1)
  })

  it('has postcodes and a tax number as its countries write them, and is told which field is wrong', async () => {
    const { ctx } = await makeOrganisation()
    const at = { name: 'Kiel', country: 'DE', shipCountry: 'GB' }
    const fields = (input: object) =>
      createCustomer(ctx, { ...at, ...input }).then(
        () => undefined,
        (error: Refusal) => [error.code, error.parameters.field],
      )
    expect(await fields({ billPostcode: '2410' })).toEqual(['POSTCODE_WRONG', 'billPostcode'])
    expect(await fields({ shipPostcode: '24103' })).toEqual(['POSTCODE_WRONG', 'shipPostcode'])
    expect(await fields({ taxNumber: 'DE12' })).toEqual(['CUSTOMER_TAX_NUMBER_WRONG', 'taxNumber'])
    expect(await fields({ taxNumber: 'DE136695967' })).toEqual(['TAX_DIGITS_WRONG', 'taxNumber'])
    expect(await fields({ taxNumber: 'ATU13585627' })).toBeUndefined()
    const register = { country: 'FR', registrationNumber: '552 008 442' }
    expect(await fields(register)).toEqual(['REGISTRATION_NUMBER_WRONG', 'registrationNumber'])
    const known = { shipLine: '1 Quay', registrationNumber: 'HRB 4711' }
    const right = { ...known, billPostcode: 'd-24103', shipPostcode: 'bs14rw', taxNumber: 'de 136 695 976' }
    const { customerId: id } = await createCustomer(ctx, { ...at, ...right })
    const written = { billPostcode: '24103', shipPostcode: 'BS1 4RW', taxNumber: 'DE136695976' }
    expect(await customerRecord(ctx, id)).toMatchObject({ ...known, ...written })
    // What stood there before is nobody's business when something else is changed.
    await withOrganisation(ctx, async (db) => {
      await db.customerAddress.updateMany({ where: { customerId: id, isBillTo: true }, data: { postcode: 'old' } })
      await db.customer.updateMany({ where: { id }, data: { taxNumber: 'old' } })
    })
    const sent = { ...at, ...known, id, billPostcode: 'old', taxNumber: 'old', phone: '1' }
    await changeCustomer(ctx, sent)
    expect(await customerRecord(ctx, id)).toMatchObject({
      registrationNumber: 'HRB 4711',
      taxNumber: 'old',
      taxNumberProblem: 'CUSTOMER_TAX_NUMBER_WRONG',
    })
    expect(await refused(changeCustomer(ctx, { ...at, id, billPostcode: 'older' }))).toBe('POSTCODE_WRONG')
    const wrong = { country: 'FR', taxNumber: 'DE136695967', registrationNumber: '552 008 442' }
    const { customerId: french } = await createCustomer(ctx, { name: 'Lyon', country: 'FR' })
    await withOrganisation(ctx, (db) =>
      db.customer.updateMany({
        where: { id: french },
        data: { taxNumber: wrong.taxNumber, registrationNumber: wrong.registrationNumber },
      }),
    )
    expect(await refused(changeCustomer(ctx, { ...wrong, id: french, name: 'Lyon', phone: '1' }))).toBe('done')
  })

  it('is made once however often the form is sent', async () => {
    const { ctx } = await makeOrganisation()
    const input = { name: 'Twice', idempotencyKey: 'a1f0e6e4-6a0f-4f0e-8a52-3f4c6b1d2e3f' }
    const [one, two] = await Promise.all([createCustomer(ctx, input), createCustomer(ctx, input)])
    expect(one.customerId).toBe(two.customerId)
    expect((await listCustomers(ctx, {})).rows).toHaveLength(1)
    expect(await refused(createCustomer(ctx, { ...input, name: 'Other' }))).toBe('IDEMPOTENCY_KEY_REUSED')
  })

  it('changes and says which fields', async () => {
    const { ctx } = await makeOrganisation()
    const { customerId } = await makeCustomer(ctx)
    const before = await customerRecord(ctx, customerId)
    const terms = await termsOf(ctx, 'NET14')
    await changeCustomer(ctx, {
      id: customerId,
      name: 'New name',
      email: before.email,
      paymentTermsId: terms,
      country: 'FR',
    })
    expect(await customerRecord(ctx, customerId)).toMatchObject({
      name: 'New name',
      country: 'FR',
      termsName: '14 days net',
    })
    const event = await withOrganisation(ctx, (db) =>
      db.event.findFirst({ where: { name: 'customer/customer.changed' } }),
    )
    const same = { id: customerId, name: 'New name', email: before.email, paymentTermsId: terms, country: 'FR' }
    await changeCustomer(ctx, same)
    expect(await withOrganisation(ctx, (db) => db.event.count({ where: { name: 'customer/customer.changed' } }))).toBe(
      1,
    )
    const fields = expect.arrayContaining(['name', 'country', 'paymentTermsId'])
    expect(event?.payload).toEqual({ fields })
  })

  it('has a payer of one level only', async () => {
    const { ctx } = await makeOrganisation()
    const head = await makeCustomer(ctx)
    const branch = await makeCustomer(ctx, { payerId: head.customerId })
    expect(await customerRecord(ctx, branch.customerId)).toMatchObject({ payerId: head.customerId })
    expect(await refused(makeCustomer(ctx, { payerId: branch.customerId }))).toBe('PAYER_HAS_PAYER')
    await changeCustomer(ctx, { id: branch.customerId, name: 'Branch', payerId: head.customerId })
    expect(await customerRecord(ctx, branch.customerId)).toMatchObject({ name: 'Branch', payerId: head.customerId })
    const other = await makeCustomer(ctx)
    const change = (id: string, payerId: string) => refused(changeCustomer(ctx, { id, name: 'X', payerId }))
    expect(await change(head.customerId, other.customerId)).toBe('PAYS_FOR_OTHERS')
    expect(await change(other.customerId, other.customerId)).toBe('PAYER_IS_SELF')
    expect(await change(other.customerId, ctx.organisationId)).toBe('NOT_FOUND')
  })

  it('that somebody else has changed since it was opened is not overwritten unawares', async () => {
    const { ctx } = await makeOrganisation()
    const { customerId: id } = await makeCustomer(ctx)
    const { version } = await customerRecord(ctx, id)
    await changeCustomer(ctx, { id, version, name: 'First tab' })
    expect(await refused(changeCustomer(ctx, { id, version, name: 'Second tab' }))).toBe('CHANGED_MEANWHILE')
    const now = await customerRecord(ctx, id)
    expect(now.name).toBe('First tab')
    await changeCustomer(ctx, { id, version: now.version, name: 'Second tab, knowingly' })
    expect((await customerRecord(ctx, id)).name).toBe('Second tab, knowingly')
  })

  it('is known once by a key of a shop', async () => {
    const { ctx } = await makeOrganisation()
    await makeCustomer(ctx, { externalKey: 'shop-1' })
    expect(await refused(makeCustomer(ctx, { externalKey: 'shop-1' }))).toBe('EXTERNAL_KEY_TAKEN')
  })

  it('is archived when nothing is open, and comes back', async () => {
    const { ctx } = await makeOrganisation()
    const { customerId } = await makeCustomer(ctx)
    await archiveCustomer(ctx, { id: customerId })
    expect((await listCustomers(ctx, {})).rows).toHaveLength(0)
    expect((await listCustomers(ctx, { archived: true })).rows).toHaveLength(1)
    expect(await refused(archiveCustomer(ctx, { id: customerId }))).toBe('STALE')
    await restoreCustomer(ctx, { id: customerId })
    await withOrganisation(ctx, (db) => db.creditAccount.updateMany({ where: { customerId }, data: { openMinor: 5n } }))
    expect(await refused(archiveCustomer(ctx, { id: customerId }))).toBe('CUSTOMER_HAS_OPEN_BUSINESS')
  })

  it('is not archived while an order of theirs waits, for credit, money or goods', async () => {
    const { ctx } = await makeOrganisation()
    const { customerId: payerId } = await makeCustomer(ctx)
    const { customerId } = await makeCustomer(ctx, { payerId })
    const { productId } = await makeProduct(ctx, { unitPrice: '999999' })
    const order = await confirm(ctx, { customerId, lines: [{ productId, quantity: 1 }] })
    expect(order.creditState).toBe('REFERRED')
    for (const id of [customerId, payerId])
      expect(await refused(archiveCustomer(ctx, { id }))).toBe('CUSTOMER_HAS_OPEN_BUSINESS')
  })

  it('keeps terms that were archived since', async () => {
    const { ctx } = await makeOrganisation()
    const paymentTermsId = await termsOf(ctx, 'NET14')
    const { customerId: id } = await makeCustomer(ctx, { paymentTermsId })
    await archivePaymentTerms(ctx, { id: paymentTermsId })
    await changeCustomer(ctx, { id, name: 'Renamed', paymentTermsId })
    expect(await refused(makeCustomer(ctx, { paymentTermsId }))).toBe('NOT_FOUND')
  })

  it('is not there for another organisation', async () => {
    const [mine, theirs] = [await makeOrganisation(), await makeOrganisation()]
    const { customerId } = await makeCustomer(mine.ctx, { name: 'Secret' })
    expect(await refused(customerRecord(theirs.ctx, customerId))).toBe('NOT_FOUND')
    expect(await refused(changeCustomer(theirs.ctx, { id: customerId, name: 'Stolen' }))).toBe('NOT_FOUND')
    expect(await refused(archiveCustomer(theirs.ctx, { id: customerId }))).toBe('NOT_FOUND')
    expect(await refused(makeCustomer(theirs.ctx, { payerId: customerId }))).toBe('NOT_FOUND')
    expect(await refused(makeCustomer(theirs.ctx, { paymentTermsId: await termsOf(mine.ctx, 'CASH') }))).toBe(
      'NOT_FOUND',
    )
    expect(await searchCustomers(theirs.ctx, { text: 'Secret' })).toEqual([])
    expect(await searchCustomers(mine.ctx, { text: 'secr' })).toHaveLength(1)
  })
})

describe('a customer who telephones', () => {
  it('is found by any fragment: name, number, mail, town, postcode, street, telephone, a person there, and by words of several of them', async () => {
    const { ctx } = await makeOrganisation()
    const { customerId, number } = await createCustomer(ctx, {
      name: 'Werkstatt Nord',
      email: 'einkauf@nord.test',
      phone: '+49 (0)431 555 120',
      billLine: 'Am Markt 1',
      billPostcode: 'D24 X285',
      billCity: 'Kiel',
    })
    const facts = { name: 'Lager', line: 'Hafen 3', city: 'Eutin', country: 'DE', phone: '04521/7788' }
    const { id } = await addAddress(ctx, { customerId, label: 'Lager', ...facts })
    const person = { name: 'Ada Einkauf', email: 'ada@nord.test', phone: '0171 9988776', purposes: ['ORDERS' as const] }
    await addContact(ctx, { customerId, ...person })
    await createCustomer(ctx, { name: 'Werkstatt Süd', billCity: 'Stuttgart' })
    const found = async (text: string) => (await searchCustomers(ctx, { text })).map(({ name }) => name)
    const said = ['nord', number, 'einkauf@', 'KIEL', 'd24 x2', 'markt 1', '0431 555120', '431/555', '+49 431 555 120']
    for (const text of [
      ...said,
      'hafen',
      'eutin',
      '04521 77',
      'ada',
      '01719988776',
      'werkstatt kiel',
      'eutin ada nord',
    ])
      expect(await found(text), text).toEqual(['Werkstatt Nord'])
    expect(await found('werkstatt')).toEqual(['Werkstatt Nord', 'Werkstatt Süd'])
    for (const text of ['werkstatt süd kiel', '0431 555 121', 'einkauf stuttgart'])
      expect(await found(text)).toEqual([])
    expect((await searchCustomers(ctx, { text: 'ada' }))[0]).toMatchObject({ contact: 'Ada Einkauf', billCity: 'Kiel' })
    expect((await listCustomers(ctx, { text: 'eutin' })).rows).toHaveLength(1)
    await archiveAddress(ctx, { id })
    expect(await found('eutin')).toEqual([])
    const { ctx: theirs } = await makeOrganisation()
    expect(await searchCustomers(theirs, { text: 'kiel' })).toEqual([])
  })
})

describe('the list', () => {
  it('pages by name and by age without losing or repeating any', async () => {
    const { ctx } = await makeOrganisation()
    for (const name of ['b', 'a', 'c', 'a', 'É', '%_\\']) await makeCustomer(ctx, { name })
    for (const sort of ['name', '-createdAt'] as const) {
      const seen: string[] = []
      for (let after: string | undefined; ; ) {
        const page = await listCustomers(ctx, { sort, limit: 2, after })
        seen.push(...page.rows.map((row) => row.id))
        if (!page.next) break
        after = page.next
      }
      expect(new Set(seen).size).toBe(6)
      expect(seen).toHaveLength(6)
    }
    expect((await listCustomers(ctx, { text: '%_\\' })).rows).toHaveLength(1)
    expect(await refused(listCustomers(ctx, { after: 'bm9uc2Vuc2U' }))).toBe('CURSOR_INVALID')
  })
})

describe('payment terms', () => {
  it('have one default that cannot be archived', async () => {
    const { ctx } = await makeOrganisation()
    const { id } = await addPaymentTerms(ctx, { code: 'net60', name: '60 days', kind: 'NET', dueDays: 60 })
    await makeDefaultTerms(ctx, { id })
    expect((await listPaymentTerms(ctx)).filter((terms) => terms.isDefault)).toMatchObject([{ code: 'NET60' }])
    expect(await refused(archivePaymentTerms(ctx, { id }))).toBe('DEFAULT_NEEDED')
    expect(await refused(addPaymentTerms(ctx, { code: 'NET60', name: 'x', kind: 'NET', dueDays: 1 }))).toBe('DUPLICATE')
    await archivePaymentTerms(ctx, { id: await termsOf(ctx, 'NET30') })
    const net30 = { id: await termsOf(ctx, 'NET30') }
    expect(await refused(makeDefaultTerms(ctx, net30))).toBe('NOT_FOUND')
    expect(await refused(restorePaymentTerms((await makeOrganisation()).ctx, net30))).toBe('NOT_FOUND')
    await restorePaymentTerms(ctx, net30)
    expect(await refused(restorePaymentTerms(ctx, net30))).toBe('STALE')
    await makeDefaultTerms(ctx, net30)
  })
})
