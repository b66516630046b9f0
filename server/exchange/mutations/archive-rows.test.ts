import { expect, it } from 'vitest'
import { rowIn } from './archive-rows'

it('a line of an archive is a row with names', () => {
  expect(rowIn('{"id": "1", "gone": null}')).toEqual({ id: '1', gone: null })
})

it.each(['5', '"words"', 'true', 'null', '[{"id": "1"}]', '{"id": ', ''])('refuses the line %j', (line) => {
  expect(() => rowIn(line)).toThrow(expect.objectContaining({ code: 'ARCHIVE_UNREADABLE' }))
})
