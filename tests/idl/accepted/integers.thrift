// Every way to write a whole number, at the edges of every type.
const byte B_MIN = -128
const byte B_MAX = 127
const i8 B_HEX = 0x7f
const i16 S_MIN = -32768
const i16 S_MAX = 32767
const i32 I_MIN = -2147483648
const i32 I_MAX = 2147483647
const i64 L_MIN = -9223372036854775808
const i64 L_MAX = 9223372036854775807
const i64 L_HEX = 0x7fffffffffffffff
const i64 L_OCTAL = 0o777777777777777777777
const i32 ZERO = 0
const i32 MINUS_ZERO = -0
const i32 PLUS = +5
const i32 HEX_UPPER = 0xABCDEF
const i32 HEX_MIXED = 0xaBcDeF
const i32 OCTAL = 0o17
const i64 LONG_ZERO = 0x000000000000000000001
struct A {
  1: byte a = -128
  2: i16 b = 0x7FFF
  3: i32 c = +2147483647
  4: i64 d = -9223372036854775808
}
