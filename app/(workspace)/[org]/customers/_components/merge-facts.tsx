'use client'

import { Banner } from '@/components/ui/banner'
import { Facts } from '@/components/ui/facts'
import { Money } from '@/components/ui/text'
import type { MergeOutlook } from '@/server/receivable/queries/merging'

const orNone = (text: string | null) => text ?? '–'

/** Both records beside each other, so that nobody merges two that only have the same name. */
export function BothRecords({ outlook: { from, into, moving, standing } }: { outlook: MergeOutlook }) {
  const limit = (minor: bigint | null) => (minor === null ? 'none yet' : <Money minor={minor} />)
  const rows = [
    ['Name', from.name, into.name],
    ['City', `${orNone(from.city)}, ${from.country}`, `${orNone(into.city)}, ${into.country}`],
    ['E-mail', orNone(from.email), orNone(into.email)],
    ['Tax number', orNone(from.taxNumber), orNone(into.taxNumber)],
    ['Orders', moving.orders, standing.orders],
    ['Open items', <Money key="f" minor={moving.openMinor} />, <Money key="i" minor={standing.openMinor} />],
    ['Credit limit', limit(from.limitMinor), limit(into.limitMinor)],
  ] as const
  return (
    <table className="mt-3 w-full table-fixed text-left align-top">
      <thead>
        <tr>
          <th className="w-1/4" aria-label="What" />
          <th scope="col" className="pr-3 pb-1 font-medium">
            Goes: {from.number}
          </th>
          <th scope="col" className="pb-1 font-medium">
            Stays: {into.number}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, goes, stays]) => (
          <tr key={label} className="align-top">
            <th scope="row" className="py-0.5 pr-3 font-normal text-ink-3">
              {label}
            </th>
            <td className="break-words py-0.5 pr-3">{goes}</td>
            <td className="break-words py-0.5">{stays}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What moves, line by line; what there is none of is left out. */
export function Moves({ outlook: { moving, clashes, limitMinor, from, into } }: { outlook: MergeOutlook }) {
  const counted = [
    ['Orders', moving.orders],
    ['Quotes', moving.quotes],
    ['Invoices and credit notes', moving.invoices],
    ['Payments', moving.receipts],
    ['Contacts', moving.contacts],
    ['Addresses', moving.addresses],
    ['Price lists', moving.priceLists],
    ['Their numbers of products', moving.articles],
    ['Promises', moving.promises],
    ['Disputes', moving.disputes],
    ['Notes', moving.notes],
    ['Files', moving.files],
    ['Credit holds', moving.holds],
  ] as const
  return (
    <>
      <h3 className="mt-3 mb-1.5 font-medium">Moves to {into.name}</h3>
      <Facts
        facts={[
          ...counted.map(([label, count]) => count > 0 && { label, value: String(count) }),
          { label: 'Open items', value: <Money minor={moving.openMinor} /> },
          { label: 'Unapplied cash and deposits', value: <Money minor={moving.unappliedMinor} /> },
          { label: 'Exposure', value: <Money minor={moving.exposureMinor} /> },
          {
            label: 'Credit limit afterwards, of both together',
            value: limitMinor === null ? 'none yet' : <Money minor={limitMinor} />,
            strong: true,
          },
        ]}
      />
      {clashes.length > 0 && (
        <Banner tone="warn" title="Numbers that do not go along" className="mt-3 mb-0">
          <ul>
            {clashes.slice(0, 8).map(({ number, sku, theirNumber, theirSku }) => (
              <li key={sku}>
                {number} for {sku}: {into.name}{' '}
                {theirNumber === null ? `calls ${theirSku} so` : `calls it ${theirNumber}`}.
              </li>
            ))}
            {clashes.length > 8 && <li>… and {clashes.length - 8} more.</li>}
          </ul>
        </Banner>
      )}
      <p className="mt-3 text-ink-2">
        Documents keep the name that is printed on them. {from.number} stays as a pointer: its number, its links and its
        key in a shop lead to {into.name}. This is final: nothing takes a merge back.
      </p>
    </>
  )
}
