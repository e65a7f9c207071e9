// Streams as Kitex marks them, beside unary methods, in an extended service and with names in the way.
namespace cpp annotated.streams

include "shared/base.thrift"

struct Item { 1: i32 index, 2: string text }
union Either { 1: i32 number, 2: string text }
typedef Item Alias
exception Refused { 1: string why }

service Base {
  Item Both(1: Item out) (streaming.mode = "bidirectional")
  Item Once(1: Item in) (streaming.mode = "unary")
}

service Streams extends Base {
  Either Out(1: Alias out) throws (1: Refused refused) (streaming.mode = "server")
  Either In(1: Either in) throws (1: Refused refused) (streaming.mode = "client")
  base.Point Far(1: base.Point from) (streaming.mode = "bidirectional")
  string Plain(1: string text)
}
