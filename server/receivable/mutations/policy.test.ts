import { expect, it } from 'vitest'
import { payloadsOf } from '@/prisma/seed/events'
import { makeOrganisation } from '@/prisma/seed/organisation'
import { refused } from '@/prisma/seed/refused'
import { read } from '@/server/platform/database/run'
import { policyInForce } from '../queries/reminding'
import { changePolicy } from './policy'

it('a policy is made from the one in force, with its steps by rising days', async () => {
  const policy = { enabled: true, maxBankAgeDays: 3, minGapDays: 5, sendFrom: '00:00', sendUntil: '23:59' }
  const step = (offsetDays: number) => ({ offsetDays, kind: 'OVERDUE' as const, placesHold: false })
  const { ctx } = await makeOrganisation()
  const change = (fromVersion: number, ...days: number[]) =>
    refused(changePolicy(ctx, { ...policy, fromVersion, steps: days.map(step) }))
  expect(await change(2, 1)).toBe('POLICY_CHANGED')
  expect(await change(1, 5, 5)).toBe('STEPS_NOT_RISING')
  expect(await change(1, 5, 1)).toBe('STEPS_NOT_RISING')
  expect(await change(1, -4, 5)).toBe('done')
  expect(await change(1, 5)).toBe('POLICY_CHANGED')
  expect(await change(2, -4, 0, 7)).toBe('done')
  const [[current]] = await read(ctx, policyInForce(ctx))
  expect(current?.steps.map((one) => one.code)).toEqual(['BEFORE_4', 'AFTER_0', 'AFTER_7'])
  expect((await payloadsOf(ctx, 'receivable/policy.changed', ctx.organisationId)).at(-1)).toEqual({
    version: 3,
    enabled: true,
  })
})
