export async function main(_arguments: readonly string[]): Promise<number> {
  return 2;
}
