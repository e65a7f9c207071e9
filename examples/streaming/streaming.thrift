// The guide's streams (section 8) in its own spelling; it gives no structs, these fit its examples.
namespace go streaming

struct StreamRequest {
    1: required i64 request_id
}

struct DataChunk {
    1: required i32 index
    2: optional binary data
}

struct DataResponse {
    1: required string message
}

service StreamService {
    stream<DataChunk> ServerStream(1: StreamRequest req)
    DataResponse ClientStream(1: stream<DataChunk> chunks)
    stream<DataResponse> BidirectionalStream(1: stream<DataChunk> chunks)
}
