// Includes what the including file includes too.
include "base.thrift"
typedef list<base.User> Users
