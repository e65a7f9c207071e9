// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "elanus/base/check.h"
#include "tests/counted/handler.h"
#include "tests/counted/rows.h"

namespace elanus {

namespace {

// The arguments to the server and the result back, as client and server do it, without what is around them.
template <class T>
void ThereAndBack(const Method& method, const T& value, void* frame) {
  const Limits limits;
  Bytes request, reply;
  const void* const arguments[] = {&value};
  method.frame.construct(frame);
  Status status = method.encode_arguments(arguments, request);
  if (status.ok()) status = method.decode_arguments(request.view(), limits, frame);
  *static_cast<Result<T>*>(method.frame.result(frame)) = *static_cast<const T*>(method.frame.argument(frame, 0));
  if (status.ok()) status = method.encode_result(frame, Ok(), reply);
  Result<T> result = T();
  if (status.ok()) status = method.decode_result(reply.view(), limits, &result);
  method.frame.destroy(frame);
  ELANUS_CHECK(status.ok() && result.ok(), status.ToString());
}

template <class T>
void CountValue(const char* name, std::string_view method_name, const T& value) {
  Machine machine;
  const Method& method = *orders::Orders::Info().Find(method_name);
  std::string memory(method.frame.size, '\0');
  // On the loop, where the pool is.
  Count(name, machine.clock(), [&](int times) {
    machine.loop().Post([&, times] {
      for (int i = 0; i < times; ++i) ThereAndBack(method, value, memory.data());
    });
    machine.loop().RunUntilIdle();
  });
}

}  // namespace

void CountValues() {
  CountValue("values: a text, there and back", "Echo", CountedText());
  CountValue("values: a struct, there and back", "Place", CountedOrder());
}

}  // namespace elanus
