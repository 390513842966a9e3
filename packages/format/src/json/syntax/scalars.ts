/** Any JSON object may carry a comment, which means nothing. */
export interface CommentedJson {
  readonly comment?: string;
}

/** A u64 or s64 in decimal. */
export type DecimalText = string;

/** `0x` and 8, 16 or 32 lower-case hexadecimal digits. */
export type BitsText = string;

/** 32 bytes as 64 lower-case hexadecimal digits. */
export type DigestText = string;

/** Bytes in base64, padded. */
export type Base64Text = string;
