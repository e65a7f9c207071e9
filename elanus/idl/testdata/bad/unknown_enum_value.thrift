# expect: unknown_enum_value.thrift:3:18: error: enum Colour has no value named 'BLUE'
enum Colour { RED }
const Colour A = Colour.BLUE
