import type { FloorLine, FloorOrder, FloorParcel, FloorTask } from '@/server/fulfilment/queries/order'

interface OnFloor {
  order: FloorOrder
  lines: FloorLine[]
  tasks: FloorTask[]
  parcels: FloorParcel[]
}

interface Place {
  id: string
  name: string
}

/** What a page of the floor is opened for. */
export type Work = 'pick' | 'pack' | 'putBack'

const isFor: Record<Work, (line: FloorLine) => boolean> = {
  pick: ({ released }) => released > 0,
  pack: ({ picked, packed }) => picked > packed,
  putBack: ({ toPutBack }) => toPutBack > 0,
}

/** How much a line asks for somebody: by the work of the page, then by any other, then because goods wait to be released. */
function urgency(work: Work, line: FloorLine): number {
  if (isFor[work](line)) return 3
  if (Object.values(isFor).some((asks) => asks(line))) return 2
  return line.reserved > 0 ? 1 : 0
}

/** The warehouses between which the goods of an order are divided, first where this work is to do; empty when it is one. */
export function placesOf(lines: readonly FloorLine[], work: Work): Place[] {
  const goods = lines.filter((line) => line.kind === 'GOODS')
  const most = new Map<string, Place & { urgency: number }>()
  for (const line of goods) {
    const { warehouseId: id, warehouseName: name } = line
    most.set(id, { id, name, urgency: Math.max(urgency(work, line), most.get(id)?.urgency ?? 0) })
  }
  if (most.size < 2) return []
  return [...most.values()].sort((a, b) => b.urgency - a.urgency).map(({ id, name }) => ({ id, name }))
}

/** An order whose goods all lie in one warehouse, as an order of that one. */
export function workplaceOf(data: OnFloor): OnFloor {
  const { warehouseId = data.order.warehouseId } = data.lines.find((line) => line.kind === 'GOODS') ?? {}
  return { ...data, order: { ...data.order, warehouseId } }
}

/** The part of an order that lies in one warehouse: its lines, tasks and parcels, as if it were all. */
export function partIn(data: OnFloor, warehouseId: string): OnFloor {
  const lines = data.lines.filter((line) => line.warehouseId === warehouseId)
  const own = new Set(lines.map((line) => line.id))
  return {
    order: { ...data.order, warehouseId },
    lines,
    tasks: data.tasks.filter((task) => task.warehouseId === warehouseId),
    parcels: data.parcels.filter((parcel) => parcel.lines.some((line) => own.has(line.orderLineId))),
  }
}
