// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
//
// create_user NAME EMAIL: creates a user at ELANUS_ADDR and fetches it again. For names that the examples do not use.
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "elanus/elanus.h"
#include "user/user.h"

int main(int argc, char** argv) {
  const char* address = std::getenv("ELANUS_ADDR");
  if (argc != 3 || address == nullptr)
    return elanus::Fail(elanus::InvalidArgument("expected NAME EMAIL and ELANUS_ADDR"));
  user::UserServiceClient client("user-service", elanus::WithHostPorts(address),
                                 elanus::WithConnectTimeout(std::chrono::seconds(5)));
  auto created = client.CreateUser({}, user::CreateUserRequest(argv[1], argv[2])).Wait();
  if (!created) return elanus::Fail(created.status());
  std::printf("created %lld\n", static_cast<long long>(created->user_id));
  auto fetched = client.GetUser({}, user::GetUserRequest(created->user_id)).Wait();
  if (!fetched) return elanus::Fail(fetched.status());
  std::printf("fetched %s <%s>\n", fetched->user.name.c_str(), fetched->user.email.c_str());
  return 0;
}
