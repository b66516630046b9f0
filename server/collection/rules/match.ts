import { sumMinor } from '@/server/platform/money/money'
import { namedWhole, names, namesOwn, sameName } from './names'
import { plainIban } from './statement'

/** An open invoice that the money could pay. */
export interface OpenInvoice {
  openItemId: string
  customerId: string
  number: string
  orderId: string | null
  orderNumber: string | null
  customerReference: string | null
  openMinor: bigint
}

/** An order that waits for prepayment, or that ended while it waited. */
export interface OpenProforma {
  orderId: string
  customerId: string
  number: string
  orderNumber: string
  customerReference: string | null
  openMinor: bigint
  /** Whether the order still waits for the money. */
  open: boolean
  /** The numbers of the pro formas that it replaced. */
  replaced: readonly string[]
}

export interface KnownPayer {
  customerId: string
  number: string
  name: string
  /** The bank accounts from which this payer paid before. */
  ibans: readonly string[]
}

/** Everything that the money could pay. */
export interface Candidates {
  invoices: readonly OpenInvoice[]
  proformas: readonly OpenProforma[]
  payers: readonly KnownPayer[]
}

export interface Money {
  amountMinor: bigint
  currency: string
  reference: string
  counterparty: string
  counterpartyIban: string | null
}

/** The evidence for a match, which the page shows beside it. */
export interface Evidence {
  /** The numbers found in the text, and the records that have them. */
  references: { kind: 'INVOICE' | 'ORDER' | 'PROFORMA' | 'OWN_REFERENCE'; number: string }[]
  amount: 'EXACT' | 'SUM' | 'PART' | 'MORE' | 'DIFFERS' | 'UNKNOWN'
  name: boolean
  iban: boolean
}

type Cause =
  | 'NO_CUSTOMER'
  | 'SEVERAL_FIT'
  | 'AMOUNT_DIFFERS'
  | 'PART_PAYMENT'
  | 'OVERPAYMENT'
  | 'NAME_ONLY'
  | 'ORDER_ENDED'
  | 'OTHER_CURRENCY'

export interface Match {
  /** Whether it is certain enough to be posted without a person. */
  certain: boolean
  cause: Cause | null
  customerId: string | null
  openItemIds: string[]
  orderId: string | null
  evidence: Evidence
  /** Every customer whose payment it could be. They get no reminder while the line waits. */
  customerIds: string[]
}

interface Named {
  invoices: OpenInvoice[]
  proformas: OpenProforma[]
  references: Evidence['references']
}

function namedIn(money: Money, { invoices, proformas }: Candidates): Named {
  const text = money.reference
  const references = new Map<string, Evidence['references'][number]>()
  const note = (kind: Evidence['references'][number]['kind'], number: string) =>
    references.set(`${kind} ${number}`, { kind, number })
  const exact = invoices.filter((invoice) => names(text, invoice.number))
  const bare =
    exact.length > 0
      ? []
      : invoices.filter((invoice) => invoice.openMinor === money.amountMinor && names(text, invoice.number, true))
  const direct = exact.length > 0 ? exact : bare
  for (const invoice of direct) note('INVOICE', invoice.number)
  const asked = proformas.filter(
    (proforma) =>
      [proforma.number, proforma.orderNumber, ...proforma.replaced].some((number) => names(text, number)) ||
      namesOwn(text, proforma.customerReference),
  )
  const bidden = asked.filter((one) => one.open)
  for (const proforma of bidden) note('PROFORMA', proforma.number)
  if (direct.length > 0) return { invoices: direct, proformas: bidden, references: [...references.values()] }
  const through = invoices.filter((invoice) => {
    const order = invoice.orderNumber !== null && names(text, invoice.orderNumber)
    const own = !order && namesOwn(text, invoice.customerReference)
    if (order) note('ORDER', invoice.orderNumber as string)
    if (own) note('OWN_REFERENCE', invoice.customerReference as string)
    return order || own
  })
  // An order that ended is a candidate only if the text names nothing that is owed.
  const ended = through.length + bidden.length === 0 ? asked : []
  for (const proforma of ended) note('PROFORMA', proforma.number)
  return { invoices: through, proformas: [...bidden, ...ended], references: [...references.values()] }
}

const nothing: Match = {
  certain: false,
  cause: 'NO_CUSTOMER',
  customerId: null,
  openItemIds: [],
  orderId: null,
  evidence: { references: [], amount: 'UNKNOWN', name: false, iban: false },
  customerIds: [],
}

const unique = (ids: readonly string[]) => [...new Set(ids)]
const sumOpen = (invoices: readonly OpenInvoice[]) => sumMinor(invoices.map((invoice) => invoice.openMinor))

/** Money whose text names open invoices of one payer. */
function matchNamed(money: Money, named: Named, base: Match): Match {
  const owners = unique([...named.invoices, ...named.proformas].map((one) => one.customerId))
  if (owners.length > 1) return { ...base, cause: 'SEVERAL_FIT' }
  const customerId = owners[0] as string
  const [proforma, second] = named.proformas
  if (named.invoices.length === 0 && proforma && !proforma.open) return { ...base, cause: 'ORDER_ENDED', customerId }
  if (named.invoices.length === 0 && proforma) {
    const fits = proforma.openMinor === money.amountMinor && !second
    const amount = fits ? 'EXACT' : money.amountMinor < proforma.openMinor ? 'PART' : 'MORE'
    const cause = fits ? null : second ? 'SEVERAL_FIT' : amount === 'PART' ? 'PART_PAYMENT' : 'OVERPAYMENT'
    return {
      ...base,
      certain: fits,
      cause,
      customerId,
      orderId: proforma.orderId,
      evidence: { ...base.evidence, amount },
    }
  }
  const openMinor = sumOpen(named.invoices)
  const openItemIds = named.invoices.map((invoice) => invoice.openItemId)
  const shape = { ...base, customerId, openItemIds }
  if (openMinor === money.amountMinor)
    return {
      ...shape,
      certain: true,
      cause: null,
      evidence: { ...base.evidence, amount: openItemIds.length > 1 ? 'SUM' : 'EXACT' },
    }
  const part = money.amountMinor < openMinor
  return {
    ...shape,
    cause: part ? 'PART_PAYMENT' : 'OVERPAYMENT',
    evidence: { ...base.evidence, amount: part ? 'PART' : 'MORE' },
  }
}

/** Money without a number from a known payer. It is certain only if it comes from a known account and pays exactly one invoice, one pro forma, or all invoices. */
function matchPayer(
  money: Money,
  payers: readonly KnownPayer[],
  { invoices, proformas }: Candidates,
  base: Match,
): Match {
  const byIban = base.evidence.iban
  if (payers.length > 1) return { ...base, cause: 'SEVERAL_FIT' }
  const customerId = payers[0]?.customerId as string
  const own = invoices.filter((invoice) => invoice.customerId === customerId)
  const equal = own.filter((invoice) => invoice.openMinor === money.amountMinor)
  const all = own.length > 1 && sumOpen(own) === money.amountMinor ? own : []
  const asked = proformas.filter(
    (one) => one.open && one.customerId === customerId && one.openMinor === money.amountMinor,
  )
  if (asked.length > 0) {
    const [only, another] = asked
    const clear = only && !another && equal.length + all.length === 0
    return {
      ...base,
      certain: byIban && Boolean(clear),
      cause: !clear ? 'SEVERAL_FIT' : byIban ? null : 'NAME_ONLY',
      customerId,
      orderId: clear ? only.orderId : null,
      evidence: { ...base.evidence, amount: 'EXACT' },
    }
  }
  const fitting = equal.length > 0 ? equal : all
  const amount = equal.length > 0 ? 'EXACT' : all.length > 0 ? 'SUM' : 'DIFFERS'
  const clear = equal.length === 1 || (equal.length === 0 && all.length > 0)
  return {
    ...base,
    certain: byIban && clear,
    cause: byIban && clear ? null : clear ? 'NAME_ONLY' : equal.length > 1 ? 'SEVERAL_FIT' : 'AMOUNT_DIFFERS',
    customerId,
    openItemIds: clear ? fitting.map((invoice) => invoice.openItemId) : [],
    evidence: { ...base.evidence, amount },
  }
}

/**
 * Decides what a bank line pays, and how certain that is. Three cases are certain: the text names open invoices of one payer whose
 * sum is the amount; the text names a pro forma or its order, and the amount is the same; or the text has no number, the account
 * belongs to one payer, and the amount is exactly one of their open invoices or pro formas, or the sum of all their invoices.
 * Everything else is a proposal with its reason.
 */
export function matchMoney(money: Money, candidates: Candidates, currency: string): Match {
  if (money.currency !== currency) return { ...nothing, cause: 'OTHER_CURRENCY' }
  const iban = money.counterpartyIban ? plainIban(money.counterpartyIban) : null
  const byIban = iban ? candidates.payers.filter((payer) => payer.ibans.includes(iban)) : []
  const text = `${money.counterparty} ${money.reference}`
  const called = candidates.payers.filter(
    (payer) => sameName(payer.name, money.counterparty) || names(text, payer.number),
  )
  const named = namedIn(money, candidates)
  const owners = unique([...named.invoices, ...named.proformas].map((one) => one.customerId))
  // Where nothing else says who paid, the whole name of exactly one payer in the text does; a person confirms it.
  const inText =
    called.length + byIban.length + owners.length === 0 ? namedWhole(money.reference, candidates.payers) : []
  const byName = inText.length === 1 ? inText : called
  const sameAmount = candidates.invoices.filter((invoice) => invoice.openMinor === money.amountMinor)
  const could = unique([
    ...owners,
    ...byIban.map((payer) => payer.customerId),
    ...byName.map((payer) => payer.customerId),
  ])
  const evidence: Evidence = {
    references: named.references,
    amount: 'UNKNOWN',
    name: byName.some((payer) => owners.length === 0 || owners.includes(payer.customerId)),
    iban: byIban.some((payer) => owners.length === 0 || owners.includes(payer.customerId)),
  }
  const base: Match = { ...nothing, evidence, customerIds: could }
  if (owners.length > 0) return matchNamed(money, named, base)
  const payers = byIban.length > 0 ? byIban : byName
  if (payers.length > 0) return matchPayer(money, payers, candidates, base)
  const [only, another] = sameAmount
  const customerIds = unique(sameAmount.map((invoice) => invoice.customerId))
  if (!only) return base
  const proposal = another
    ? { customerId: null, openItemIds: [] }
    : { customerId: only.customerId, openItemIds: [only.openItemId] }
  return {
    ...base,
    ...proposal,
    cause: another ? 'SEVERAL_FIT' : 'NO_CUSTOMER',
    customerIds,
    evidence: { ...evidence, amount: 'EXACT' },
  }
}
