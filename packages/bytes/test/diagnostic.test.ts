import { Diagnostic, type ErrorRow } from '@wasm-checkpoint/bytes';

const row: ErrorRow = {
  code: 'CKPT2104',
  name: 'unknown-function',
  phase: 'invalid',
  clause: 'valid-frame-funcidx',
  template: 'unknown function {funcidx}: module has {count}, not {other}',
};

describe('Diagnostic', () => {
  const params = { funcidx: 17, count: 12n };
  const full = new Diagnostic(row, params, { offset: 0x4c, path: 'threads[0].frames[2].funcidx', funcidx: 3 });

  test('its message has code, text, place and clause', () => {
    expect(full.message).toBe(
      'error[CKPT2104] unknown function 17: module has 12, not {other} ' +
        '(at 0x4c, function 3, threads[0].frames[2].funcidx; valid-frame-funcidx)',
    );
  });

  test('its parts are there by themselves', () => {
    expect(full).toBeInstanceOf(Error);
    expect(full).toMatchObject({
      name: 'Diagnostic',
      code: 'CKPT2104',
      phase: 'invalid',
      rule: 'unknown-function',
      clause: 'valid-frame-funcidx',
      offset: 0x4c,
      path: 'threads[0].frames[2].funcidx',
      funcidx: 3,
      params,
      text: 'unknown function 17: module has 12, not {other}',
    });
  });

  test('as JSON it is plain data', () => {
    expect(JSON.parse(JSON.stringify(full))).toEqual({
      code: 'CKPT2104',
      phase: 'invalid',
      rule: 'unknown-function',
      clause: 'valid-frame-funcidx',
      offset: 0x4c,
      path: 'threads[0].frames[2].funcidx',
      funcidx: 3,
      text: full.text,
      params: { funcidx: 17, count: '12' },
    });
  });

  test('without path and function they are left out', () => {
    const bare = new Diagnostic(row, {}, { offset: 0 });
    expect(bare.message).toMatch(/\(at 0x0; valid-frame-funcidx\)$/);
    expect(bare).toMatchObject({ path: '', funcidx: undefined });
    expect(bare.toJSON()).not.toHaveProperty('funcidx');
  });

  test('a parameter is not taken for a template', () => {
    const hostile = new Diagnostic(row, { funcidx: '{count}$&', count: '{funcidx}' }, { offset: 0 });
    expect(hostile.text).toBe('unknown function {count}$&: module has {funcidx}, not {other}');
  });

  test('names of parameters do not reach into the prototype', () => {
    expect(new Diagnostic({ ...row, template: '{constructor}' }, {}, { offset: 0 }).text).toBe('{constructor}');
  });
});
