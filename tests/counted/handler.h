// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// The handler and the values of the counted calls: it gives back what it gets, so that what is counted is ours.
#pragma once

#include <string>
#include <utility>

#include "elanus/elanus.h"
#include "orders/orders.h"

namespace elanus {

class EchoingOrders final : public orders::Orders {
 public:
  Task<Result<std::string>> Echo(const Context&, std::string text) override { co_return std::move(text); }
  Task<Result<orders::Order>> Place(const Context&, orders::Order order) override { co_return std::move(order); }
};

inline std::string CountedText() { return std::string(1024, 'x'); }

inline orders::Order CountedOrder() {
  orders::Order order(4711, "Ada Lovelace");
  order.state = orders::State::PAID;
  for (int i = 0; i < 3; ++i) {
    orders::Line line(1000 + i, "a part of an analytical engine");
    line.amount = i + 1;
    line.price = 9.5;
    order.lines.push_back(std::move(line));
  }
  order.labels = {{"channel", "web"}, {"region", "eu-west"}};
  order.note = "leave it at the door";
  order.gift = true;
  return order;
}

}  // namespace elanus
