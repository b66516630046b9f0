import { expect, test } from 'vitest'
import { axisMarks } from './series'

test.each([
  [[27], [0, 10, 20, 30]],
  [[0.93], [0, 0.5, 1]],
  [[2_750_000], [0, 1_000_000, 2_000_000, 3_000_000]],
  [
    [-5, 10],
    [-5, 0, 5, 10],
  ],
  [
    [0, null, undefined],
    [0, 0.5, 1],
  ],
  [[], [0, 0.5, 1]],
])('the marks for %j are %j', (values, marks) => expect(axisMarks(values)).toEqual(marks))
