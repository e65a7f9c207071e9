// thriftgo rejects it: a sign stands only before decimal numbers there.
const i32 NEGATIVE_HEX = -0x10
const i32 POSITIVE_HEX = +0x10
const i32 NEGATIVE_OCTAL = -0o17
