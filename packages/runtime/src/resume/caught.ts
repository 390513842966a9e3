import type { Stack } from '../store/stack.js';
import type { CellViews } from '../tape/cells.js';

/** The index of the tag of what a `catch_all` has caught, by its cell; undefined for an exception of the host. Clause inst-caught. */
export function caughtTag(views: CellViews, cell: number): number | undefined {
  const which = views.i32[2 * cell] ?? 0;
  return which === 0 ? undefined : which - 1;
}

/** Whether some frame may throw an exception of the host again. */
export const holdsHostException = ({ frames, views }: Stack): boolean =>
  frames.some(({ place, cell }) =>
    place.caught.some(
      ({ which, rethrown }) => rethrown && which !== undefined && caughtTag(views, cell + which.cell) === undefined,
    ),
  );
