/** An address of a customer with the facts that the rules need. */
export interface StoredAddress {
  id: string
  label: string
  name: string | null
  line: string | null
  extra: string | null
  postcode: string | null
  city: string | null
  region: string | null
  country: string
  isBillTo: boolean
  isShipTo: boolean
}

/** The address for invoices, and the one for goods if it is another one, as the fields of one form. */
export interface FlatAddresses {
  billLine: string | null
  billExtra: string | null
  billPostcode: string | null
  billCity: string | null
  billRegion: string | null
  shipName: string | null
  shipLine: string | null
  shipExtra: string | null
  shipPostcode: string | null
  shipCity: string | null
  shipRegion: string | null
  shipCountry: string | null
}

/** The fields of the form with a customer's addresses; null where there is none. */
export function flatAddresses(addresses: readonly StoredAddress[]): FlatAddresses {
  const bill = addresses.find((one) => one.isBillTo)
  const ship = addresses.find((one) => one.isShipTo && !one.isBillTo)
  return {
    billLine: bill?.line ?? null,
    billExtra: bill?.extra ?? null,
    billPostcode: bill?.postcode ?? null,
    billCity: bill?.city ?? null,
    billRegion: bill?.region ?? null,
    shipName: ship?.name ?? null,
    shipLine: ship?.line ?? null,
    shipExtra: ship?.extra ?? null,
    shipPostcode: ship?.postcode ?? null,
    shipCity: ship?.city ?? null,
    shipRegion: ship?.region ?? null,
    shipCountry: ship?.country ?? null,
  }
}

/** The values of the form. A field that the form does not name keeps its old value. */
export function filled<F extends Partial<FlatAddresses>>(given: F, before: FlatAddresses): F & FlatAddresses {
  const said = Object.entries(before).map(([key, was]) => {
    const now = given[key as keyof FlatAddresses]
    return [key, now === undefined ? was : now]
  })
  return { ...given, ...Object.fromEntries(said) }
}

/** The facts of a customer without the fields of addresses. */
export function withoutAddresses<F extends FlatAddresses>(facts: F): Omit<F, keyof FlatAddresses> {
  const flat = new Set(Object.keys(flatAddresses([])))
  return Object.fromEntries(Object.entries(facts).filter(([key]) => !flat.has(key))) as Omit<F, keyof FlatAddresses>
}

const partsOf = (flat: FlatAddresses, role: 'bill' | 'ship') => ({
  line: flat[`${role}Line`],
  extra: flat[`${role}Extra`],
  postcode: flat[`${role}Postcode`],
  city: flat[`${role}City`],
  region: flat[`${role}Region`],
})

/** A label that no other address of the customer has: 'Delivery', 'Delivery 2'. */
export function freeLabel(addresses: readonly Pick<StoredAddress, 'label'>[], wanted: string): string {
  const taken = new Set(addresses.map(({ label }) => label.toLowerCase()))
  for (let nth = 1; ; nth++) {
    const label = nth === 1 ? wanted : `${wanted} ${nth}`
    if (!taken.has(label.toLowerCase())) return label
  }
}

/** The changes that a form makes to addresses. New ones get an id from the caller. */
export interface AfterForm<A extends StoredAddress> {
  changed: A[]
  added: StoredAddress[]
  /** Addresses that are no longer used, because goods go to the address for invoices from now on. */
  archived: string[]
}

/**
 * Turns the fields of a form into changes of a customer's addresses: it changes or adds the one for invoices and the one for goods,
 * and archives the one for goods if its fields were emptied. The address for invoices follows the customer into another country.
 */
export function afterForm<A extends StoredAddress>(
  addresses: readonly A[],
  flat: FlatAddresses,
  country: { before: string; after: string },
  ids: { bill: string; ship: string },
): AfterForm<A> {
  const bill = addresses.find((one) => one.isBillTo)
  const ship = addresses.find((one) => one.isShipTo && !one.isBillTo)
  const elsewhere = Boolean(flat.shipLine)
  const after: AfterForm<A> = { changed: [], added: [], archived: [] }
  if (bill) {
    const follows = bill.country === country.before ? country.after : bill.country
    after.changed.push({ ...bill, ...partsOf(flat, 'bill'), country: follows, isShipTo: !elsewhere })
  } else if (Object.values(partsOf(flat, 'bill')).some(Boolean))
    after.added.push({
      ...partsOf(flat, 'bill'),
      id: ids.bill,
      label: freeLabel(addresses, 'Main'),
      name: null,
      country: country.after,
      isBillTo: true,
      isShipTo: !elsewhere,
    })
  const there = { ...partsOf(flat, 'ship'), name: flat.shipName, country: flat.shipCountry ?? country.after }
  if (ship && !elsewhere) after.archived.push(ship.id)
  else if (ship) after.changed.push({ ...ship, ...there })
  else if (elsewhere || Object.values({ ...there, country: null }).some(Boolean))
    after.added.push({
      ...there,
      id: ids.ship,
      label: freeLabel(addresses, 'Delivery'),
      isBillTo: false,
      isShipTo: elsewhere,
    })
  return { ...after, changed: after.changed.filter((one) => differs(one, addresses)) }
}

const formKeys = ['name', 'line', 'extra', 'postcode', 'city', 'region', 'country', 'isBillTo', 'isShipTo'] as const

const differs = (after: StoredAddress, addresses: readonly StoredAddress[]) => {
  const before = addresses.find((one) => one.id === after.id)
  return !before || formKeys.some((key) => before[key] !== after[key])
}

/** A customer's addresses after one was added or changed. Exactly one is for invoices, and one is for goods. */
export function withAddress<A extends StoredAddress>(addresses: readonly A[], one: A): A[] {
  const others = addresses.filter(({ id }) => id !== one.id)
  // The first address is for both. An address keeps its use until another one takes it over.
  const [bills, ships] = [others.some((other) => other.isBillTo), others.some((other) => other.isShipTo)]
  const now = { ...one, isBillTo: one.isBillTo || !bills, isShipTo: one.isShipTo || !ships }
  return [
    ...others.map((other) => ({
      ...other,
      isBillTo: other.isBillTo && !now.isBillTo,
      isShipTo: other.isShipTo && !now.isShipTo,
    })),
    now,
  ]
}

/** Whether any of the delivery days is a working day. Without delivery days every day counts. */
export const everDelivered = (deliveryDays: readonly number[], workingWeekdays: readonly number[]) =>
  deliveryDays.length === 0 || deliveryDays.some((day) => workingWeekdays.includes(day))
