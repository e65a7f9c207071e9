// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0

#include "interop/peer/items.h"

namespace peer {

void Convert(const Item& from, interop::streams::Item& to) {
  to.index = from.index;
  to.text = from.text;
  to.data = from.data;
}
void Convert(const interop::streams::Item& from, Item& to) { to = Item(from.index, from.text, from.data); }

void Convert(const Wish& from, interop::streams::Request& to) {
  to.count = from.count;
  to.size = from.size;
  to.mode = from.mode;
  to.key = from.key;
}
void Convert(const interop::streams::Request& from, Wish& to) { to = Wish(from.count, from.size, from.mode, from.key); }

void Convert(const Summary& from, interop::streams::Summary& to) {
  to.count = from.count;
  to.sum = from.sum;
}
void Convert(const interop::streams::Summary& from, Summary& to) {
  to.count = from.count;
  to.sum = from.sum;
}

void Convert(const Item& from, interop::StreamItem& to) {
  to.set_index(from.index);
  to.set_text(from.text);
  to.set_data(from.data);
}
void Convert(const interop::StreamItem& from, Item& to) { to = Item(from.index(), from.text(), from.data()); }

void Convert(const Wish& from, interop::ItemsRequest& to) {
  to.set_count(from.count);
  to.set_size(from.size);
  to.set_mode(from.mode);
  to.set_key(from.key);
}
void Convert(const interop::ItemsRequest& from, Wish& to) {
  to = Wish(from.count(), from.size(), from.mode(), from.key());
}

void Convert(const Summary& from, interop::ItemsSummary& to) {
  to.set_count(from.count);
  to.set_sum(from.sum);
}
void Convert(const interop::ItemsSummary& from, Summary& to) {
  to.count = from.count();
  to.sum = from.sum();
}

}  // namespace peer
