// thriftgo rejects stream<T>. The annotation may say again what the types say.
struct A {}
service S { stream<A> f(1: A a) (streaming.mode = "server") A g(1: stream<A> a) (streaming.mode = "client") }
