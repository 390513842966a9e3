import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Figure } from './target.js';

/** What a figure must reach: at least `min` or at most `max`, in the figure's own unit. */
export type Goal = { readonly min: number } | { readonly max: number };

export type Goals = Readonly<Record<string, Goal>>;

function readGoal(name: string, value: unknown): Goal {
  const { min, max } = (value ?? {}) as { min?: unknown; max?: unknown };
  if (typeof min === 'number' && max === undefined) return { min };
  if (typeof max === 'number' && min === undefined) return { max };
  throw new Error(`bench/goals.json: ${name} needs either min or max`);
}

/** The goals of `goals.json`, by the name of a figure. */
export function readGoals(): Goals {
  const path = join(dirname(fileURLToPath(import.meta.url)), '../../bench/goals.json');
  const entries = Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>);
  return Object.fromEntries(entries.map(([name, value]) => [name, readGoal(name, value)]));
}

export const goalText = (goal: Goal | undefined): string =>
  goal === undefined ? '' : 'min' in goal ? `>= ${goal.min}` : `<= ${goal.max}`;

/** Whether a figure reaches its goal; a figure without one does, and one that is not a number never. */
export function reaches(figure: Figure, goal: Goal | undefined): boolean {
  if (goal === undefined) return true;
  return 'min' in goal ? figure.value >= goal.min : figure.value <= goal.max;
}

/** A sentence for each figure that misses its goal, and for each goal of a target that ran whose figure was not measured. */
export function shortfalls(figures: readonly Figure[], goals: Goals, ran: readonly string[]): string[] {
  const missed = figures
    .filter((figure) => !reaches(figure, goals[figure.name]))
    .map((figure) => `${figure.name}: ${format(figure.value)} ${figure.unit}, goal ${goalText(goals[figure.name])}`);
  const measured = new Set(figures.map((figure) => figure.name));
  const absent = Object.keys(goals)
    .filter((name) => ran.includes(name.split('/')[0] ?? '') && !measured.has(name))
    .map((name) => `${name}: has a goal but was not measured`);
  return [...missed, ...absent];
}

/** Three significant digits, or a whole number. */
export function format(value: number): string {
  return Number.isInteger(value) || Math.abs(value) >= 1000 ? value.toFixed(0) : value.toPrecision(3);
}
