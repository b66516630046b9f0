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

/** What is to do there: most of all what is picked, then what is on the floor. */
const toDo = ({ picked, packed, released, reserved, toPutBack }: FloorLine) =>
  released > 0 || picked > packed || toPutBack > 0 ? 2 : reserved > 0 ? 1 : 0

/** The warehouses between which the goods of an order are divided, first where something is to do; empty when it is one. */
export function placesOf(lines: readonly FloorLine[]): Place[] {
  const goods = lines.filter((line) => line.kind === 'GOODS')
  const most = new Map<string, Place & { toDo: number }>()
  for (const line of goods) {
    const { warehouseId: id, warehouseName: name } = line
    most.set(id, { id, name, toDo: Math.max(toDo(line), most.get(id)?.toDo ?? 0) })
  }
  if (most.size < 2) return []
  return [...most.values()].sort((a, b) => b.toDo - a.toDo).map(({ id, name }) => ({ id, name }))
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
