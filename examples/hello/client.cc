#include "elanus/elanus.h"
#include "hello/hello.h"

int main() {
  hello::HelloClient client("hello", elanus::WithHostPorts("localhost:8888"));
  auto reply = client.Say({}, "Ada").Wait();
  if (!reply) return elanus::Fail(reply.status());
  std::puts(reply->c_str());
}
