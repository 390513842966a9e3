import { emptyCheckpoint } from '@wasm-checkpoint/format';
import { validate } from '@wasm-checkpoint/validate';

test('the empty checkpoint is valid', () => {
  expect(validate(emptyCheckpoint, { modules: [] })).toMatchObject({
    accepted: true,
    judgement: 'C',
    errors: [],
    truncated: false,
    unchecked: [],
  });
});
