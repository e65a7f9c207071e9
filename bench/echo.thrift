// What every Thrift program of the benchmark serves and calls.
namespace cpp echo

service Echo {
  string Say(1: string text)
}
