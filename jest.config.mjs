export default {
  testMatch: ['<rootDir>/packages/*/dist-test/**/*.test.js', '<rootDir>/tools/dist/**/*.test.js'],
  transform: {},
  testTimeout: 120_000,
  // Two cores is the smallest machine the tests are meant for.
  maxWorkers: 2,
};
