interface OfLot {
  lot: string
  quantity: number
}

/** A row for each lot of a line that is kept by lot; otherwise the line itself. `most` is how much there is of it. */
export const byLot = <Line extends { id: string; name: string }>(line: Line, lots: readonly OfLot[], most: number) =>
  lots.length === 0
    ? [{ ...line, orderLineId: line.id, lot: '', most }]
    : lots.map(({ lot, quantity }) => ({
        ...line,
        id: `${line.id}/${lot}`,
        orderLineId: line.id,
        name: `${line.name}, ${lot}`,
        lot,
        most: quantity,
      }))
