// error: 4:15: oneway function S.f cannot stream
// thriftgo accepts it; the kitex tool does not.
service S {
  oneway void f(1: i32 a) (streaming.mode = "client")
}
