import { expect, it } from 'vitest'
import { permissionsOf, type Role } from '@/server/platform/context/permissions'
import { closedTo } from './stages'

it.each<[Role, string]>([
  ['owner', ''],
  ['sales', 'collection'],
  ['credit', ''],
  ['warehouse', 'credit invoicing receivable collection reporting'],
  ['shipping', 'credit receivable collection reporting'],
  ['finance', ''],
  ['viewer', ''],
])('the pages of stages that are closed to %s are: %s', (role, closed) => {
  expect(closedTo([...permissionsOf([role])])).toEqual(closed.split(' ').filter(Boolean))
})
