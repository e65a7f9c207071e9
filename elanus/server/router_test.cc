// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/server/router.h"

#include <gtest/gtest.h>

namespace elanus::server {
namespace {

Method Named(std::string_view name) {
  Method method{};
  method.name = name;
  return method;
}

const Method kUserMethods[] = {Named("Get"), Named("Ping")};
const Method kOrderMethods[] = {Named("List"), Named("Ping")};
const ServiceInfo kUser{"UserService", "user", kUserMethods};
const ServiceInfo kOrder{"OrderService", "order", kOrderMethods};

class RouterTest : public testing::Test {
 protected:
  RouterTest() {
    EXPECT_TRUE(router_.Register(kUser, std::make_shared<int>(1)).ok());
    EXPECT_TRUE(router_.Register(kOrder, std::make_shared<int>(2)).ok());
  }
  std::string Service(std::string_view service, std::string_view method) {
    const Route* route = router_.Find(service, method);
    return route == nullptr ? "none" : std::string(route->service->name);
  }
  Router router_;
};

TEST_F(RouterTest, TheNameDecides) {
  EXPECT_EQ(Service("UserService", "Ping"), "UserService");
  EXPECT_EQ(Service("OrderService", "Ping"), "OrderService");
  EXPECT_EQ(Service("UserService", "List"), "none");
}

TEST_F(RouterTest, WithoutANameTheFirstMatchServes) {
  EXPECT_EQ(Service("", "List"), "OrderService");
  EXPECT_EQ(Service("", "Ping"), "UserService");
  EXPECT_EQ(Service("", "Nope"), "none");
}

TEST_F(RouterTest, AWrongNameWantsAUniqueMatch) {
  EXPECT_EQ(Service("Wrong", "List"), "OrderService");
  EXPECT_EQ(Service("Wrong", "Ping"), "none");
}

const Method kProbes[] = {Named("Check"), Named("Ping")};
const ServiceInfo kHealth{"Health", "grpc.health.v1", kProbes};

TEST_F(RouterTest, BuiltinsAreFoundByTheirFullNamesOnly) {
  router_.AddBuiltin(kHealth, std::make_shared<int>(3));
  EXPECT_EQ(Service("", "Check"), "none");
  EXPECT_EQ(Service("Health", "Check"), "none");
  ASSERT_NE(router_.FindExact("grpc.health.v1", "Health", "Check"), nullptr);
  EXPECT_EQ(router_.FindExact("grpc.health.v1", "Health", "Nope"), nullptr);
  EXPECT_EQ(router_.FindExact("", "Health", "Check"), nullptr);
  EXPECT_EQ(router_.FindExact("x", "Health", "Check"), nullptr);
  EXPECT_EQ(router_.services().size(), 2u);
  EXPECT_EQ(Service("", "Ping"), "UserService");
  router_.RemoveBuiltins();
  EXPECT_EQ(router_.FindExact("grpc.health.v1", "Health", "Check"), nullptr);
}

TEST_F(RouterTest, APackageChoosesBetweenServicesOfOneName) {
  static const ServiceInfo kOwn{"Health", "x", kProbes};
  ASSERT_TRUE(router_.Register(kOwn, std::make_shared<int>(4)).ok());
  router_.AddBuiltin(kHealth, std::make_shared<int>(3));
  EXPECT_EQ(router_.FindExact("grpc.health.v1", "Health", "Check")->service, &kHealth);
  EXPECT_EQ(router_.FindExact("x", "Health", "Check")->service, &kOwn);
  EXPECT_EQ(router_.FindExact("y", "Health", "Check")->service, &kOwn);
  EXPECT_EQ(router_.FindExact("", "UserService", "Ping")->service, &kUser);
}

TEST_F(RouterTest, ARegisteredServiceTakesThePlaceOfABuiltinWithItsFullName) {
  static const Method kFewer[] = {Named("Check")};
  static const ServiceInfo kOwn{"Health", "grpc.health.v1", kFewer};
  ASSERT_TRUE(router_.Register(kOwn, std::make_shared<int>(4)).ok());
  router_.AddBuiltin(kHealth, std::make_shared<int>(3));
  EXPECT_EQ(router_.FindExact("grpc.health.v1", "Health", "Check")->service, &kOwn);
  EXPECT_EQ(router_.FindExact("grpc.health.v1", "Health", "Ping"), nullptr) << "not half of each";
}

TEST_F(RouterTest, ExplainsAsKitexDoes) {
  const Status method = router_.Explain("UserService", "Nope");
  EXPECT_EQ(method.app_exception(), 1);
  EXPECT_EQ(method.message(), "unknown method Nope (service UserService)");
  const Status service = router_.Explain("", "Nope");
  EXPECT_EQ(service.app_exception(), 20);
  EXPECT_EQ(service.message(), "unknown service , method Nope");
}

TEST_F(RouterTest, RefusesWhatCannotBeMeant) {
  EXPECT_EQ(router_.Register(kUser, std::make_shared<int>(3)).message(), "service UserService is registered twice");
  EXPECT_FALSE(router_.Register(ServiceInfo{"Other", "o", {}}, nullptr).ok());
  EXPECT_TRUE(router_.MarkBlocking({"Get"}).ok());
  EXPECT_TRUE(router_.Find("UserService", "Get")->blocking);
  EXPECT_EQ(router_.MarkBlocking({"Gett"}).message(), "WithBlocking(\"Gett\"): no registered service has this method");
}

}  // namespace
}  // namespace elanus::server
