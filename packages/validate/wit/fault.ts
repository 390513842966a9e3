/** What is wrong with a WIT world, in the words of the tool that read it. */
export class WitFault extends Error {
  override readonly name = 'WitFault';
}
