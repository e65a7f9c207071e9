#include "elanus/elanus.h"
#include "hello/hello.h"

struct Handler : hello::Hello {
  elanus::Task<elanus::Result<std::string>> Say(const elanus::Context&, std::string name) override {
    co_return "Hello, " + name;
  }
};

int main() {
  return hello::NewServer(std::make_unique<Handler>(), elanus::WithServiceAddr(":8888")).Run();
}
