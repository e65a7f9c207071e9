// error: 3:28: streaming.mode of S.f is "client", but its stream<T> make it "server"
service S {
  stream<i32> f(1: i32 a) (streaming.mode = "client")
}
