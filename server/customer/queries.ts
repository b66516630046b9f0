import { sql as raw } from 'kysely'
import type { Ctx } from '@/server/platform/context/ctx'
import { notFound } from '@/server/platform/context/errors'
import { read } from '@/server/platform/database/run'
import { query, sql, tables } from '@/server/platform/database/sql'
import { byKey, cursorOf, pageOf } from '@/server/platform/lists/keyset'
import type { Page } from '@/server/platform/lists/pages'
import { addressesOf, type CustomerAddress } from './queries/addresses'
import { type CustomerContact, contactsOf } from './queries/contacts'
import { type TaxNumberProblem, taxNumberProblem } from './queries/tax-number'
import { type FlatAddresses, flatAddresses } from './rules/address'
import { type CustomerListInput, customerListInput, type DeliveryRule } from './schema'

export interface CustomerRow {
  id: string
  number: string
  name: string
  email: string | null
  billCity: string | null
  country: string
  createdAt: Date
  archivedAt: Date | null
  /** Open items of the payer's own account, in minor units of the organisation's currency. */
  openMinor: bigint
  limitMinor: bigint | null
  holds: number
  groupName: string | null
}

/** Customers by name or newest first, with what they owe and whether they are on hold. */
export async function listCustomers(ctx: Ctx, input: CustomerListInput): Promise<Page<CustomerRow>> {
  const { text, archived, held, groupId, ownerId, tag, sort, ...asked } = customerListInput.parse(input)
  let list = tables
    .selectFrom('customer as c')
    .innerJoin('creditAccount as a', (join) =>
      join.onRef('a.organisationId', '=', 'c.organisationId').onRef('a.customerId', '=', 'c.id'),
    )
    .leftJoin('customerAddress as b', (join) =>
      join
        .onRef('b.organisationId', '=', 'c.organisationId')
        .onRef('b.customerId', '=', 'c.id')
        .on(raw<boolean>`b.is_bill_to`),
    )
    .select(['c.id', 'c.number', 'c.name', 'c.email', 'b.city as billCity', 'c.country', 'c.createdAt', 'c.archivedAt'])
    .select(['a.openMinor', 'a.limitMinor', 'a.holds'])
    .select(
      raw<
        string | null
      >`(SELECT g.name FROM customer_group g WHERE g.organisation_id = c.organisation_id AND g.id = c.group_id)`.as(
        'groupName',
      ),
    )
    .where('c.organisationId', '=', ctx.organisationId)
    .where('c.archivedAt', archived ? 'is not' : 'is', null)
  if (held) list = list.where('a.holds', '>', 0)
  if (groupId) list = list.where('c.groupId', '=', groupId)
  if (ownerId) list = list.where('c.ownerId', '=', ownerId)
  if (tag)
    list = list.where(
      'c.id',
      'in',
      raw<string>`(SELECT t.customer_id FROM customer_tag t WHERE t.organisation_id = ${ctx.organisationId} AND t.tag = ${tag})`,
    )
  if (text)
    list = list.where(
      'c.id',
      'in',
      raw<string>`(SELECT coalesce(k.merged_into, k.id) FROM find_customers(${text}, 200) AS f JOIN customer k ON k.organisation_id = ${ctx.organisationId} AND k.id = f.id
        UNION ALL SELECT coalesce(k.merged_into, k.id) FROM customer k WHERE k.organisation_id = ${ctx.organisationId} AND k.external_key = ${text})`,
    )
  const byName = sort.endsWith('name')
  const value = byName
    ? ({ value: 'c.name', type: 'text' } as const)
    : ({ value: 'c.createdAt', type: 'timestamptz' } as const)
  const sorted = byKey(list, { ...value, id: 'c.id', descending: sort.startsWith('-') }, asked)
  const [rows] = await read(ctx, query<CustomerRow>(sorted))
  return pageOf(rows, asked, (row) => cursorOf(byName ? row.name : row.createdAt, row.id))
}

export interface FoundCustomer {
  id: string
  number: string
  name: string
  billPostcode: string | null
  billCity: string | null
  /** The contact by whom the customer was found. */
  contact: string | null
  holds: number
}

/** The first few active customers of whom every word is known (name, number, mail, telephone, address, a person there), those first whose name or number begins with the words; for a chooser. One who was merged is found as the heir, and so is the key in a shop. */
export async function searchCustomers(ctx: Ctx, { text }: { text: string }): Promise<FoundCustomer[]> {
  const [rows] = await read(
    ctx,
    text
      ? sql<FoundCustomer>`SELECT c.id, c.number, c.name, b.postcode AS bill_postcode, b.city AS bill_city, a.holds,
            (SELECT min(k.name) FROM customer_contact k WHERE k.organisation_id = c.organisation_id AND k.customer_id = c.id AND k.archived_at IS NULL AND strpos(lower(k.name), lower(${text})) > 0) AS contact
          FROM (SELECT h.id, min(h.place) AS place FROM (SELECT coalesce(k.merged_into, k.id) AS id, s.place FROM find_customers(${text}, 100) WITH ORDINALITY AS s (id, place)
              JOIN customer k ON k.organisation_id = ${ctx.organisationId} AND k.id = s.id
            UNION ALL SELECT coalesce(k.merged_into, k.id), 0 FROM customer k WHERE k.organisation_id = ${ctx.organisationId} AND k.external_key = ${text}) AS h GROUP BY h.id) AS f
          JOIN customer c ON c.organisation_id = ${ctx.organisationId} AND c.id = f.id AND c.archived_at IS NULL
          JOIN credit_account a ON a.organisation_id = c.organisation_id AND a.customer_id = c.id
          LEFT JOIN customer_address b ON b.organisation_id = c.organisation_id AND b.customer_id = c.id AND b.is_bill_to ORDER BY f.place LIMIT 12`
      : sql<FoundCustomer>`SELECT c.id, c.number, c.name, b.postcode AS bill_postcode, b.city AS bill_city, a.holds, NULL AS contact FROM customer c
          JOIN credit_account a ON a.organisation_id = c.organisation_id AND a.customer_id = c.id
          LEFT JOIN customer_address b ON b.organisation_id = c.organisation_id AND b.customer_id = c.id AND b.is_bill_to
          WHERE c.organisation_id = ${ctx.organisationId} AND c.archived_at IS NULL ORDER BY c.name, c.id LIMIT 12`,
  )
  return rows
}

export interface CustomerRecord extends CustomerRow, FlatAddresses {
  /** Every address; that for invoices, and that for goods where it is another, are beside it field by field. */
  addresses: CustomerAddress[]
  contacts: CustomerContact[]
  version: string
  phone: string | null
  taxNumber: string | null
  registrationNumber: string | null
  /** What is wrong with it: it stands there from before anybody checked. */
  taxNumberProblem: TaxNumberProblem | null
  taxTreatment: string
  currency: string
  paymentTermsId: string
  termsName: string
  payerId: string | null
  payerName: string | null
  externalKey: string | null
  note: string | null
  remindersPausedUntil: string | null
  mergedInto: string | null
  groupId: string | null
  ownerId: string | null
  ownerName: string | null
  language: string | null
  carrierServiceId: string | null
  serviceName: string | null
  referenceRequired: boolean
  deliveryRule: DeliveryRule
  tags: string[]
  committedMinor: bigint
  shippedNotInvoicedMinor: bigint
  unappliedMinor: bigint
}

/** One customer with terms, payer, addresses and credit account. */
export async function customerRecord(ctx: Ctx, id: string): Promise<CustomerRecord> {
  const [[customer], all, contacts] = await read(
    ctx,
    sql<
      Omit<CustomerRecord, 'addresses' | 'contacts' | 'billCity' | 'taxNumberProblem' | keyof FlatAddresses>
    >`SELECT c.id, c.xmin::text AS version, c.number, c.name, c.email, c.phone, c.tax_number, c.registration_number, c.tax_treatment, c.currency, c.country, c.payment_terms_id, c.payer_id, c.external_key, c.note, c.reminders_paused_until, c.merged_into, c.archived_at, c.created_at, t.name AS terms_name,
        c.group_id, g.name AS group_name, c.owner_id, m.name AS owner_name, c.language, c.carrier_service_id, s.name AS service_name, c.reference_required, c.delivery_rule,
        ARRAY(SELECT x.tag FROM customer_tag x WHERE x.organisation_id = c.organisation_id AND x.customer_id = c.id ORDER BY x.tag) AS tags, p.name AS payer_name, coalesce(a.open_minor, 0) AS open_minor, a.limit_minor, coalesce(a.holds, 0) AS holds,
        coalesce(a.committed_minor, 0) AS committed_minor, coalesce(a.shipped_not_invoiced_minor, 0) AS shipped_not_invoiced_minor, coalesce(a.unapplied_minor, 0) AS unapplied_minor
      FROM customer c JOIN payment_terms t ON t.organisation_id = c.organisation_id AND t.id = c.payment_terms_id
      LEFT JOIN customer p ON p.organisation_id = c.organisation_id AND p.id = c.payer_id
      LEFT JOIN credit_account a ON a.organisation_id = c.organisation_id AND a.customer_id = CASE WHEN c.payer_id IS NULL THEN c.id ELSE c.payer_id END
      LEFT JOIN customer_group g ON g.organisation_id = c.organisation_id AND g.id = c.group_id
      LEFT JOIN membership m ON m.organisation_id = c.organisation_id AND m.user_id = c.owner_id
      LEFT JOIN carrier_service s ON s.organisation_id = c.organisation_id AND s.id = c.carrier_service_id
      WHERE c.organisation_id = ${ctx.organisationId} AND c.id = ${id}`,
    addressesOf(ctx, id),
    contactsOf(ctx, id),
  )
  if (!customer) notFound('customer')
  const problem = taxNumberProblem(customer.country, customer.taxNumber)
  return { ...customer, ...flatAddresses(all), addresses: all, contacts, taxNumberProblem: problem }
}

/** The customer that this one became part of; itself where it was not merged. Refuses with NOT_FOUND. */
export async function heirOf(ctx: Ctx, id: string): Promise<{ id: string }> {
  const [[heir]] = await read(
    ctx,
    sql<{
      id: string
    }>`SELECT coalesce(merged_into, id) AS id FROM customer WHERE organisation_id = ${ctx.organisationId} AND id = ${id}`,
  )
  return heir ?? notFound('customer')
}

export interface PaymentTermsRow {
  id: string
  code: string
  name: string
  kind: 'NET' | 'PREPAID' | 'CASH'
  dueDays: number
  isDefault: boolean
  archivedAt: Date | null
}

/** All payment terms, those in use first. */
export async function listPaymentTerms(ctx: Ctx): Promise<PaymentTermsRow[]> {
  const [rows] = await read(
    ctx,
    sql<PaymentTermsRow>`SELECT id, code, name, kind, due_days, is_default, archived_at FROM payment_terms
      WHERE organisation_id = ${ctx.organisationId} ORDER BY archived_at IS NOT NULL, kind, due_days, code`,
  )
  return rows
}
