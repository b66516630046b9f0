'use client'

import { useQuery } from '@tanstack/react-query'
import { useVerb } from '@/components/collection/use-verb'
import { useMay } from '@/components/may'
import { useTRPC, useTRPCClient } from '@/components/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { Day } from '@/components/ui/text'
import { useWorkspace } from '@/components/ui/workspace'

/** The day up to which each account was checked; reminders depend on it. */
export function BankAccounts() {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const may = useMay()
  const { today } = useWorkspace()
  const { data = [] } = useQuery(trpc.collection.accounts.queryOptions())
  const check = useVerb(client.collection.checked.mutate, 'The bank counts as checked up to today')
  if (data.length === 0) return null
  return (
    <Card flush title="Bank accounts" className="mb-3.5">
      <Table label="Bank accounts">
        <TableHead>
          <tr>
            <HeadCell grow>Account</HeadCell>
            <HeadCell importance="medium">IBAN</HeadCell>
            <HeadCell>Checked up to</HeadCell>
            <HeadCell numeric importance="medium">
              Waiting
            </HeadCell>
            <HeadCell>
              <span className="sr-only">Action</span>
            </HeadCell>
          </tr>
        </TableHead>
        <TableBody>
          {data.map((account) => (
            <Row key={account.id}>
              <Cell grow>{account.name}</Cell>
              <Cell importance="medium">{account.iban ?? '–'}</Cell>
              <Cell>{account.checkedUpTo ? <Day day={account.checkedUpTo} /> : 'never'}</Cell>
              <Cell numeric importance="medium">
                {account.waiting}
              </Cell>
              <Cell>
                {may('collection.record') && account.checkedUpTo !== today && (
                  <Button
                    size="sm"
                    busy={check.isPending}
                    onClick={() => check.mutate({ bankAccountId: account.id, checkedUpTo: today })}
                  >
                    <span className="max-sm:hidden">I have checked it today</span>
                    <span className="sm:hidden">Checked</span>
                  </Button>
                )}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </Card>
  )
}
