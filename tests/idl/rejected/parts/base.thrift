struct User {}
enum Level { LOW, HIGH }
