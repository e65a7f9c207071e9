// error: 2:13: expected the name of the namespace, got ';'
namespace go;
