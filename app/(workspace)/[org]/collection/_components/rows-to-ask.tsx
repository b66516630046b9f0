'use client'

import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import { rowCauses } from '@/server/collection/words/en'

interface Props {
  /** Place in the file, cause, then the cells. */
  rows: readonly (readonly string[])[]
  count: number
  busy: boolean
  /** Takes the file in without these rows; missing when there are too many to do so. */
  leaveOut?: () => void
  chooseColumns?: () => void
}

/** The rows of a bank's file that may be movements and cannot be taken as they stand. */
export function RowsToAsk({ rows, count, busy, leaveOut, chooseColumns }: Props) {
  return (
    <Card flush title="Rows to look at" aside={count > rows.length && `the first ${rows.length} of ${count}`}>
      <Table label="Rows to look at">
        <TableHead>
          <tr>
            <HeadCell numeric>Row</HeadCell>
            <HeadCell>Why</HeadCell>
            <HeadCell grow importance="medium">
              What stands there
            </HeadCell>
          </tr>
        </TableHead>
        <TableBody>
          {rows.map(([row, cause = '', ...cells], index) => (
            <Row key={`${row} ${index}`}>
              <Cell numeric>{row}</Cell>
              <Cell>{rowCauses[cause] ?? cause}</Cell>
              <Cell grow importance="medium">
                {cells.filter(Boolean).join(' · ')}
              </Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
      <div className="flex flex-wrap items-center gap-2 p-3.5">
        {leaveOut && (
          <Button busy={busy} onClick={leaveOut}>
            {count === 1 ? 'Leave this row out and read the rest' : `Leave these ${count} rows out and read the rest`}
          </Button>
        )}
        {chooseColumns && <Button onClick={chooseColumns}>Say what the columns mean</Button>}
        <p className="text-ink-2">Or correct the file and choose it again.</p>
      </div>
    </Card>
  )
}
