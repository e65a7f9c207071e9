// SPDX-FileCopyrightText: The Elanus authors
// SPDX-License-Identifier: Apache-2.0
#include "elanus/grpc/reflection.h"

#include <set>
#include <utility>

#include "elanus/grpc/encoded_message.h"
#include "elanus/grpc/file_descriptor.h"
#include "elanus/grpc/reflector.h"

namespace elanus::grpc {

namespace {

class ReflectionHandler {
 public:
  explicit ReflectionHandler(const std::vector<const ServiceInfo*>& services) : reflector_(services) {}

  Task<Status> ServerReflectionInfo(const Context&, Stream<EncodedMessage, EncodedMessage>& stream) {
    std::set<std::string_view> sent;
    EncodedMessage request;
    while (co_await stream.Recv(request)) {
      const Result<ReflectionRequest> asked = ReflectionRequest::Parse(request.bytes);
      if (!asked.ok()) co_return asked.status();
      const EncodedMessage answer(reflector_.Answer(*asked, sent));
      Status status = co_await stream.Send(answer);
      if (!status.ok()) co_return status;
    }
    co_return stream.status();
  }

 private:
  const Reflector reflector_;
};

constexpr Method kMethods[] = {
    rpc::ProtobufMethod<&ReflectionHandler::ServerReflectionInfo>("ServerReflectionInfo"),
};

// grpc/reflection/<version>/reflection.proto.
std::string Descriptor(const std::string& version) {
  const std::string package = "grpc.reflection." + version;
  const std::string dot = "." + package + ".";
  Bytes out;
  FileDescriptor file(out, "grpc/reflection/" + version + "/reflection.proto", package);
  file.Message("ServerReflectionRequest", [&dot](MessageDescriptor& m) {
    m.Oneof("message_request");
    m.String(1, "host");
    m.InOneof().String(3, "file_by_filename");
    m.InOneof().String(4, "file_containing_symbol");
    m.InOneof().OfMessage(5, "file_containing_extension", dot + "ExtensionRequest");
    m.InOneof().String(6, "all_extension_numbers_of_type");
    m.InOneof().String(7, "list_services");
  });
  file.Message("ExtensionRequest", [](MessageDescriptor& m) {
    m.String(1, "containing_type");
    m.Int32(2, "extension_number");
  });
  file.Message("ServerReflectionResponse", [&dot](MessageDescriptor& m) {
    m.Oneof("message_response");
    m.String(1, "valid_host");
    m.OfMessage(2, "original_request", dot + "ServerReflectionRequest");
    m.InOneof().OfMessage(4, "file_descriptor_response", dot + "FileDescriptorResponse");
    m.InOneof().OfMessage(5, "all_extension_numbers_response", dot + "ExtensionNumberResponse");
    m.InOneof().OfMessage(6, "list_services_response", dot + "ListServiceResponse");
    m.InOneof().OfMessage(7, "error_response", dot + "ErrorResponse");
  });
  file.Message("FileDescriptorResponse", [](MessageDescriptor& m) { m.Repeated().Raw(1, "file_descriptor_proto"); });
  file.Message("ExtensionNumberResponse", [](MessageDescriptor& m) {
    m.String(1, "base_type_name");
    m.Repeated().Int32(2, "extension_number");
  });
  file.Message("ListServiceResponse",
               [&dot](MessageDescriptor& m) { m.Repeated().OfMessage(1, "service", dot + "ServiceResponse"); });
  file.Message("ServiceResponse", [](MessageDescriptor& m) { m.String(1, "name"); });
  file.Message("ErrorResponse", [](MessageDescriptor& m) {
    m.Int32(1, "error_code");
    m.String(2, "error_message");
  });
  file.Service("ServerReflection", {{"ServerReflectionInfo", "ServerReflectionRequest", "ServerReflectionResponse",
                                     MethodKind::kBidiStream}});
  return std::string(out.view());
}

}  // namespace

const ServiceInfo& ReflectionInfo() {
  static const std::string kFile = Descriptor("v1");
  static const std::string_view kFiles[] = {kFile};
  static const ServiceInfo kInfo = {
      .name = "ServerReflection", .package = "grpc.reflection.v1", .methods = kMethods, .descriptors = kFiles};
  return kInfo;
}

const ServiceInfo& ReflectionAlphaInfo() {
  static const std::string kFile = Descriptor("v1alpha");
  static const std::string_view kFiles[] = {kFile};
  static const ServiceInfo kInfo = {
      .name = "ServerReflection", .package = "grpc.reflection.v1alpha", .methods = kMethods, .descriptors = kFiles};
  return kInfo;
}

std::shared_ptr<void> NewReflectionHandler(std::vector<const ServiceInfo*> services) {
  services.push_back(&ReflectionInfo());
  services.push_back(&ReflectionAlphaInfo());
  return std::make_shared<ReflectionHandler>(services);
}

}  // namespace elanus::grpc
