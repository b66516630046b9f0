import { plainHead, withoutCurrency } from '@/server/collection/rules/csv-words'
import { fieldsOf, type KindName, kindNames } from './fields'
import { programs } from './programs'

/** The column of each field, from 0. */
export type Mapping = Record<string, number>

export interface Recognised {
  kind: KindName | null
  program: string | null
  mapping: Mapping
}

/** The heads of a file as one text, by which its mapping is remembered. */
export const headsKey = (heads: readonly string[]): string => heads.map(plainHead).join('|')

/** Behind every word that a head is as a whole. */
const unsure = 1000

/** Which column is which field, by what the columns are called; a column is one field, and the surest of them. Of money the head may name its currency. */
export function proposed(kind: KindName, heads: readonly string[]): Mapping {
  const plain = heads.map(plainHead)
  const bare = heads.map((head) => plainHead(withoutCurrency(head)))
  const offers = fieldsOf(kind).flatMap(({ key, label, heads: words, money }) =>
    [plainHead(label), ...words.split('|')].flatMap((word, rank) => {
      const whole = plain.indexOf(word)
      const column = whole < 0 && money ? bare.indexOf(word) : whole
      return column < 0 ? [] : [{ key, column, rank: whole < 0 ? rank + unsure : rank }]
    }),
  )
  const mapping: Mapping = {}
  const taken = new Set<number>()
  for (const { key, column } of offers.toSorted((a, b) => a.rank - b.rank)) {
    if (key in mapping || taken.has(column)) continue
    mapping[key] = column
    taken.add(column)
  }
  return mapping
}

/** What a contact of a customer has as well as the customer. */
const ofBoth = /^(number|name|firstName|lastName|email|phone|language|contact.*)$/

/** Whether a file that could be one of customers names nothing but people at them, and says so in a head. */
function isOfPeople(
  { kind, mapping }: { kind: KindName; mapping: Mapping },
  people: Mapping,
  heads: readonly string[],
) {
  const who = (people.contactName ?? people.lastName) as number
  return (
    kind === 'CUSTOMERS' &&
    Object.keys(mapping).every((field) => ofBoth.test(field)) &&
    !['name', 'full name'].includes(heads[who] as string)
  )
}

/** What a file is: that of a program we know by its heads, else the kind of which most heads are known. */
export function recognised(heads: readonly string[]): Recognised {
  const plain = heads.map(plainHead)
  const has = (head: string) => plain.includes(plainHead(head))
  const known = programs.filter(({ marks }) => marks.every(has)).toSorted((a, b) => b.marks.length - a.marks.length)[0]
  if (known) {
    const mapping = Object.fromEntries(
      Object.entries(known.columns).flatMap(([field, names]) => {
        const column = names.map((name) => plain.indexOf(plainHead(name))).find((at) => at >= 0)
        return column === undefined ? [] : [[field, column]]
      }),
    )
    // Of a program too, what is in another currency is not taken for the organisation's.
    const { currency } = proposed(known.kind, heads)
    const all = currency === undefined ? mapping : { ...mapping, currency }
    return { kind: known.kind, program: known.program, mapping: all }
  }
  const scored = kindNames
    .map((kind) => ({ kind, mapping: proposed(kind, heads) }))
    .map(({ kind, mapping }) => ({
      kind,
      mapping,
      needed: missingFields(kind, mapping).length,
      found: Object.keys(mapping).length,
    }))
    .toSorted((a, b) => a.needed - b.needed || b.found - a.found)
  const [first] = scored
  const people = scored.find(({ kind, needed }) => kind === 'CONTACTS' && needed === 0)
  const best = first && people && isOfPeople(first, people.mapping, plain) ? people : first
  const sure = best && best.needed === 0 && best.found >= 2
  return { kind: sure ? best.kind : null, program: null, mapping: sure ? best.mapping : {} }
}

/** Words of heads of which nobody should learn later that they were left out. */
const weighty =
  /\b(currency|ccy|wahrung|waehrung|devise|valuta|moneda|prices?|\w*preise?|prix|prezzo|terms?|zahlung\w*|due days|discount|rabatt|remise|skonto|costs?|\w*limit|tax|taxable|vat|mwst|iva|tva)\b/

/** The columns that are left out though they may say more of money, or of something that another column says: 'Price 2'. */
export function weightyLeftOut(kind: KindName, heads: readonly string[], mapping: Mapping): number[] {
  const taken = new Set(Object.values(mapping))
  const said = new Set(
    fieldsOf(kind)
      .filter(({ key }) => key in mapping)
      .flatMap(({ label, heads: words }) => [plainHead(label), ...words.split('|')]),
  )
  return heads.flatMap((head, column) => {
    const plain = plainHead(head).replace(/ ?\d+$/, '')
    return !taken.has(column) && (weighty.test(plain) || said.has(plain)) ? [column] : []
  })
}

/** What may be said in place of a field that is needed. */
const instead: Readonly<Record<string, string>> = { name: 'lastName', contactName: 'lastName', quantity: 'rest' }

/** The fields that a kind needs and no column gives. */
export function missingFields(kind: KindName, mapping: Mapping): string[] {
  return fieldsOf(kind)
    .filter(({ required, key }) => required && !(key in mapping) && !((instead[key] ?? key) in mapping))
    .map(({ key }) => key)
}
