import { type Goals, reaches, readGoals, shortfalls } from './goals.js';
import type { Figure } from './target.js';
import { targets } from './targets.js';

const figure = (name: string, value: number): Figure => ({ name, value, unit: 'x', detail: '' });

describe('goals', () => {
  test.each([
    [4, { min: 4 }, true],
    [3.99, { min: 4 }, false],
    [4, { max: 4 }, true],
    [4.01, { max: 4 }, false],
    [Number.NaN, { min: 4 }, false],
    [Number.NaN, { max: 4 }, false],
    [-1, undefined, true],
  ])('%d against %j: %p', (value, goal, expected) => {
    expect(reaches(figure('a/b', value), goal)).toBe(expected);
  });

  test('what falls short and what was not measured is named', () => {
    const goals: Goals = { 'a/fast': { min: 2 }, 'a/small': { max: 1 }, 'a/gone': { max: 1 }, 'b/other': { min: 1 } };
    expect(shortfalls([figure('a/fast', 1.5), figure('a/small', 1), figure('a/free', 9)], goals, ['a'])).toEqual([
      'a/fast: 1.50 x, goal >= 2',
      'a/gone: has a goal but was not measured',
    ]);
  });

  test('every goal belongs to a target', () => {
    const names = new Set(targets.map(({ name }) => name));
    expect(Object.keys(readGoals()).filter((name) => !names.has(name.split('/')[0] ?? ''))).toEqual([]);
  });
});
