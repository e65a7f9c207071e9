// thriftgo rejects stream<T>. The annotation may say again what the types say.
service S { stream<i32> f(1: i32 a) (streaming.mode = "server") i32 g(1: stream<i32> a) (streaming.mode = "client") }
