import { describe, expect, it } from 'vitest'
import { isUnreachable, Refusal, sqlState } from './errors'

const wrapped = (cause: unknown) => new Error('a driver has wrapped it', { cause })
const coded = (code: string, message = 'said the server') => Object.assign(new Error(message), { code })

describe('a database that is away', () => {
  it.each([
    ['no one listens', coded('ECONNREFUSED')],
    ['shutting down', coded('57P01')],
    ['starting up', coded('57P03')],
    ['too many connections', coded('53300')],
    ['the disk is full', coded('53100')],
    ['cut in the middle', new Error('Connection terminated unexpectedly')],
    ['cut before', new Error('Client has encountered a connection error and is not queryable')],
    ['no connection free', new Error('timeout exceeded when trying to connect')],
    ['Prisma cannot reach it', coded('P1001')],
    ['twice wrapped', wrapped(wrapped(coded('57P02')))],
  ])('%s', (_, error) => expect(isUnreachable(error)).toBe(true))

  it.each([
    ['a unique key', coded('23505')],
    ['a deadlock', coded('40P01')],
    ['a refusal', new Refusal('REFUSED', 'CREDIT_EXCEEDED')],
    ['a mistake of ours', new TypeError('x is undefined')],
    ['nothing', undefined],
  ])('is not %s', (_, error) => expect(isUnreachable(error)).toBe(false))

  it('is recognised by the code of the error that the driver wrapped', () =>
    expect(sqlState(wrapped(coded('40001')))).toBe('40001'))
})
