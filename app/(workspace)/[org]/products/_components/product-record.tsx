'use client'

import { useSuspenseQuery } from '@tanstack/react-query'
import { CountryName } from '@/components/address'
import { ArchiveButton } from '@/components/archive-button'
import { ArticlesCard } from '@/components/catalog/articles-card'
import { PictureCard } from '@/components/catalog/picture-card'
import { FilesCard } from '@/components/files-card'
import { useMay } from '@/components/may'
import { RecordTimeline } from '@/components/record-timeline'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Banner } from '@/components/ui/banner'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Facts } from '@/components/ui/facts'
import { useRouter } from '@/components/ui/going'
import { Link } from '@/components/ui/link'
import { PageHead } from '@/components/ui/page-head'
import { PrintButton } from '@/components/ui/print-button'
import { useShortcut } from '@/components/ui/shortcuts'
import { Tag } from '@/components/ui/tag'
import { Quantity, UnitPrice, Weight } from '@/components/ui/text'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { NamedProduct, ProductRecord as Product } from '@/server/catalog/queries'
import { packName } from '@/server/platform/words/packs'
import { EarnedCard } from './earned-card'
import { PriceCard } from './price-card'
import { kindWords, sizeWords, trackingWords } from './product-words'
import { StockDialog } from './stock-dialog'

/** A product; on paper what is for others of it: name, price, weight, and neither stock nor who did what. */
export function ProductRecord({ id }: { id: string }) {
  const trpc = useTRPC()
  const client = useTRPCClient().catalog
  const router = useRouter()
  const may = useMay()
  const href = useWorkspaceHref()
  const { data: product } = useSuspenseQuery(trpc.catalog.record.queryOptions({ id }))
  const edit = href(`/products/${id}/edit`)
  const mayChange = may('product.change')
  useShortcut('e', 'Change the product', mayChange ? () => router.push(edit) : null)
  const stocked = product.kind === 'GOODS' && may('stock.receive')
  const tracked = product.tracking !== 'NONE'
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Products', href: href('/products') }]}
        title={product.name}
        tag={product.archivedAt && <Tag>archived</Tag>}
        note={`${product.sku} · ${kindWords[product.kind]}`}
        actions={
          <>
            <PrintButton />
            {mayChange && (
              <ArchiveButton
                record={product}
                description="It leaves lists and choosers; stock and orders stay as they are."
                archive={(record) => client.archive.mutate(record)}
                restore={(record) => client.restore.mutate(record)}
              />
            )}
            {mayChange && (
              <ButtonLink href={edit} shortcut="E">
                Change
              </ButtonLink>
            )}
            {stocked && !tracked && <StockDialog product={product} verb="count" />}
            {stocked && tracked && <ButtonLink href={href(`/fulfilment/stock/${id}`)}>Lots and counts</ButtonLink>}
          </>
        }
        go={
          stocked &&
          (tracked ? (
            <ButtonLink tone="go" href={href('/fulfilment/receive')}>
              Receive
            </ButtonLink>
          ) : (
            <StockDialog product={product} verb="receive" />
          ))
        }
      />
      <Succession product={product} />
      <div className="grid items-start gap-3.5 md:grid-cols-2">
        <div className="flex flex-col gap-3.5 print:hidden">
          {product.kind === 'GOODS' && <StockCard product={product} />}
          <PictureCard product={product} />
          <FilesCard about={{ kind: 'product', id }} />
        </div>
        <div className="flex flex-col gap-3.5">
          <FactsCard product={product} />
          <EarnedCard product={product} />
          <div className="print:hidden">
            <PriceCard productId={id} />
          </div>
          <div className="print:hidden">
            <ArticlesCard product={product} />
          </div>
        </div>
        <div className="md:col-span-2 print:hidden">
          <RecordTimeline objectType="product" objectId={id} newestFirst />
        </div>
      </div>
    </>
  )
}

/** What is sold in its place, or in whose place it is sold. */
function Succession({ product: { archivedAt, successor, predecessors } }: { product: Product }) {
  const href = useWorkspaceHref()
  const link = ({ id, sku, name }: NamedProduct) => (
    <Link key={id} href={href(`/products/${id}`)}>
      {name} ({sku})
    </Link>
  )
  if (!successor && predecessors.length === 0) return null
  return (
    <Banner className="print:hidden">
      {successor && (
        <p>
          {archivedAt ? 'Sold in its place: ' : 'Once it is archived, sold in its place: '}
          {link(successor)}
        </p>
      )}
      {predecessors.length > 0 && (
        <p className="flex flex-wrap gap-x-2">
          <span>Takes the place of</span>
          {predecessors.slice(0, 8).map(link)}
          {predecessors.length > 8 && <span>and {predecessors.length - 8} more</span>}
        </p>
      )}
    </Banner>
  )
}

function StockCard({ product }: { product: Product }) {
  const href = useWorkspaceHref()
  return product.levels.map((level) => (
    <Card
      key={level.warehouseId}
      title={`Stock in ${level.warehouseName}`}
      aside={level.homeBin && `at home in ${level.homeBin}`}
      footer={
        <span className="flex flex-wrap gap-x-4">
          <Link href={href(`/order?product=${product.id}`)}>Orders</Link>
          <Link href={href(`/fulfilment/stock/${product.id}`)}>Goods in and out</Link>
        </span>
      }
    >
      <Facts
        facts={[
          { label: 'On hand', value: <Quantity value={level.onHand} of={product} /> },
          { label: 'Reserved', value: <Quantity value={0 - level.reserved} of={product} /> },
          { label: 'Picked', value: <Quantity value={0 - level.picked} of={product} /> },
          { label: 'Blocked', value: <Quantity value={0 - level.blocked} of={product} /> },
          {
            label: 'Available',
            value: <Quantity value={level.onHand - level.reserved - level.picked - level.blocked} of={product} />,
            strong: true,
          },
          { label: 'Backordered', value: <Quantity value={level.backordered} of={product} /> },
        ]}
      />
    </Card>
  ))
}

function FactsCard({ product }: { product: Product }) {
  const href = useWorkspaceHref()
  return (
    <Card title="Product">
      <Facts
        start
        facts={[
          { label: 'SKU', value: product.sku },
          { label: 'GTIN', value: product.gtin ?? '–' },
          {
            label: product.kind === 'RETURNABLE' ? 'Deposit' : 'Price',
            value: <UnitPrice price={product.unitPrice} priceQuantity={product.priceQuantity} of={product} />,
          },
          product.tracking !== 'NONE' && { label: 'Stock is kept', value: trackingWords[product.tracking] },
          product.refusesShort && { label: 'When short', value: 'refused, unless it can be promised' },
          product.floorPrice !== null && {
            label: 'Floor price',
            value: <UnitPrice price={product.floorPrice} priceQuantity={product.priceQuantity} of={product} />,
          },
          product.minQuantity > 1 && {
            label: 'Sold from',
            value: <Quantity value={product.minQuantity} of={product} />,
          },
          product.multiple > 1 && {
            label: 'In multiples of',
            value: <Quantity value={product.multiple} of={product} />,
          },
          ...product.packs.map((pack) => ({
            label: packName(pack.unit).replace(/^./, (letter) => letter.toUpperCase()),
            value: (
              <>
                <Quantity value={pack.quantity} of={product} />
                {pack.gtin && <span className="ml-2 font-mono text-ink-3">{pack.gtin}</span>}
              </>
            ),
          })),
          ...product.returnables.map((one) => ({
            label: 'Deposit',
            value: (
              <>
                <Link href={href(`/products/${one.productId}`)}>{one.name}</Link>, one for{' '}
                <Quantity value={one.per} of={product} />:{' '}
                <UnitPrice price={one.unitPrice} priceQuantity={one.priceQuantity} of={one} />
              </>
            ),
          })),
          product.categoryName !== null && {
            label: 'Category',
            value: <Link href={href(`/products?category=${product.categoryId}`)}>{product.categoryName}</Link>,
          },
          { label: 'Tax', value: product.taxName },
          { label: 'Weight', value: product.weightGrams > 0 ? <Weight grams={product.weightGrams} /> : '–' },
          sizeWords(product) !== '' && { label: 'Size', value: sizeWords(product) },
          product.originCountry !== null && { label: 'Made in', value: <CountryName code={product.originCountry} /> },
          product.tariffCode !== null && { label: 'Tariff code', value: product.tariffCode },
        ]}
      />
      {product.description && <p className="mt-3 whitespace-pre-line break-words">{product.description}</p>}
    </Card>
  )
}
