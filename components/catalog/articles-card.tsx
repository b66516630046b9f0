'use client'

import { useQuery } from '@tanstack/react-query'
import { useMay } from '@/components/may'
import { useTRPC } from '@/components/trpc-provider'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { useWorkspaceHref } from '@/components/ui/workspace'
import type { ArticleRow } from '@/server/catalog/queries/articles'
import { ArticleDialog, RemoveArticle } from './article-dialog'

/** A card shows so many; the list of the customer has all. */
const articlesOnCard = 8

interface ArticlesCardProps {
  /** What the customer calls products. */
  customer?: { id: string; name: string; archivedAt: Date | null }
  /** What its customers call the product. */
  product?: { id: string; name: string }
}

/** The customers' own numbers on the page of a customer or of a product. */
export function ArticlesCard({ customer, product }: ArticlesCardProps) {
  const trpc = useTRPC()
  const href = useWorkspaceHref()
  const mayChange = useMay()('customer.change') && !customer?.archivedAt
  const { data } = useQuery(
    trpc.catalog.articles.queryOptions({
      ...(customer ? { customerId: customer.id } : { productId: product?.id ?? '' }),
      limit: customer ? articlesOnCard : 100,
    }),
  )
  const rows = data?.rows ?? []
  if (!data || (rows.length === 0 && !mayChange)) return null
  const add = mayChange && <ArticleDialog {...(customer && { customer })} {...(product && { product })} />
  const empty = customer
    ? 'When they order by numbers of their own, write them down here: order entry and pasted lines find them.'
    : 'No customer has a number of their own for it yet.'
  return (
    <Card
      title={customer ? 'Their numbers of products' : 'Customers’ own numbers'}
      aside={add}
      flush={rows.length > 0}
      footer={
        customer &&
        rows.length > 0 && <Link href={href(`/customers/${customer.id}/numbers`)}>All of their numbers</Link>
      }
    >
      {rows.length === 0 ? (
        <p className="text-ink-2">{empty}</p>
      ) : (
        <Table label={customer ? 'Their numbers of products' : 'Customers’ own numbers'}>
          <TableHead>
            <Row>
              <HeadCell>Their number</HeadCell>
              <HeadCell grow>{customer ? 'Product' : 'Customer'}</HeadCell>
              {mayChange && (
                <HeadCell>
                  <span className="sr-only">Change</span>
                </HeadCell>
              )}
            </Row>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <Row key={`${row.customerId} ${row.productId}`}>
                <Cell className="font-mono">{row.number}</Cell>
                <Cell grow>{customer ? <ArticleProduct row={row} /> : <ArticleCustomer row={row} />}</Cell>
                {mayChange && (
                  <Cell>
                    <ArticleDeeds row={row} />
                  </Cell>
                )}
              </Row>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  )
}

/** What can be done with a number. */
export const ArticleDeeds = ({ row }: { row: ArticleRow }) => (
  <span className="flex justify-end gap-1">
    <ArticleDialog article={row} />
    <RemoveArticle article={row} />
  </span>
)

/** The product that a number means, and what the customer calls it in words. */
export function ArticleProduct({ row }: { row: ArticleRow }) {
  const href = useWorkspaceHref()
  return (
    <>
      <Link href={href(`/products/${row.productId}`)}>{row.name}</Link> {row.archived && <Tag>archived</Tag>}
      <span className="block text-ink-3 text-xs">{[row.sku, row.description].filter(Boolean).join(' · ')}</span>
    </>
  )
}

function ArticleCustomer({ row }: { row: ArticleRow }) {
  const href = useWorkspaceHref()
  return (
    <>
      <Link href={href(`/customers/${row.customerId}`)}>{row.customerName}</Link>
      {row.description && <span className="block text-ink-3 text-xs">{row.description}</span>}
    </>
  )
}
